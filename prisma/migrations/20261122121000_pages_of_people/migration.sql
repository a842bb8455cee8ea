-- Pages of people for SCIM clients: read from one index alone, whatever a deep page skips, in the order in which people were made.
-- Guests are not in it, because no client sees them; whom a client removed is looked up among the few that are.

CREATE INDEX accounts_scim_order ON accounts (site_id, created_at, id) WHERE home_organization IS NULL;
CREATE INDEX scim_links_hidden ON scim_links (provisioning_id, account_id) WHERE hidden_at IS NOT NULL;
