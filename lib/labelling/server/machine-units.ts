/**
 * SQL: from the open units u of campaign $1, of dataset $2, those that the model of account $3 has not voted on and whose images
 * are for train alone; from the one after $4 on.
 */
export const machineUnits = `FROM units u
  JOIN dataset_images d ON d.dataset_id = $2 AND d.image_id = u.image_id AND d.train_only
  WHERE u.campaign_id = $1 AND u.wanted > 0 AND u.id > $4 AND NOT $3 = ANY (u.takers)`;
