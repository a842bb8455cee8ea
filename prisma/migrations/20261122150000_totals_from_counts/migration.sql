-- How many people a SCIM client sees is how many the site has, which is counted as they come and go, less those few it does not see.
CREATE INDEX accounts_guests ON accounts (site_id, id) WHERE home_organization IS NOT NULL;
