import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 16 });

/** The least that a route which keeps something can do: reads JSON, writes one row, says so. */
export async function POST(request) {
  const { answer } = await request.json();
  await pool.query('INSERT INTO answers (answer) VALUES ($1)', [answer]);
  return Response.json({ kept: 1 }, { status: 201 });
}
