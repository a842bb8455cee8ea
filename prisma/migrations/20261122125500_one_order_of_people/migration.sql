-- The order in which people were made is read through accounts_scim_order alone; a second index of the same columns cost every
-- new account a write.

-- DropIndex
DROP INDEX "accounts_created_order";
