/**
 * What statements of one connection answer that were sent together, as Promise.all gives it. Waits for all of them; where some
 * failed it throws what the first that was sent met with, for in a transaction those behind it only say that it had failed.
 */
export async function sentTogether<const Statements extends readonly unknown[]>(
  statements: Statements,
): Promise<{ -readonly [Place in keyof Statements]: Awaited<Statements[Place]> }> {
  const answers = await Promise.allSettled(statements);
  const values = answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
  return values as { -readonly [Place in keyof Statements]: Awaited<Statements[Place]> };
}
