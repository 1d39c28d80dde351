/**
 * Reads one after the other. A call while a reading is on its way leads to one more, not to many: changes come in
 * floods, and an older answer that comes late must not land on a newer one.
 */
export function inTurn(read: () => Promise<void>): () => Promise<void> {
  let reading: Promise<void> | null = null;
  let again = false;
  async function run() {
    try {
      while (again) {
        again = false;
        await read();
      }
    } finally {
      // In the same breath as the last look at `again`, or a call between the two would be lost.
      reading = null;
    }
  }
  return () => {
    again = true;
    return (reading ??= run());
  };
}
