import { pool } from '#lib/infra/db/client';

/** Who made a campaign's images, on what terms. */
export interface ImageSource {
  title: string;
  author: string;
  /** SPDX identifier. */
  license: string;
  licenseUrl: string;
  homepage: string | null;
}

/**
 * The sources of all images that a campaign may show, to be named on its pages together: which image is from which is not told
 * while people label, for it may say what an image shows. For everybody.
 */
export async function listCampaignSources(campaign: string): Promise<ImageSource[]> {
  const { rows } = await pool().query<ImageSource>(
    `SELECT s.title, s.author, s.license, s.license_url AS "licenseUrl", s.homepage FROM sources s
     WHERE EXISTS (
       SELECT FROM images i JOIN dataset_images d ON d.image_id = i.id JOIN campaigns c ON c.dataset_id = d.dataset_id
       WHERE i.source_id = s.id AND c.slug = $1
     ) ORDER BY s.title`,
    [campaign],
  );
  return rows;
}
