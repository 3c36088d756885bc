import { addClients } from "./add-clients";
import { asyncAccept } from "./async-accept";
import { asyncCreate } from "./async-create";
import { asyncVisibility } from "./async-visibility";
import { clientBook } from "./client-book";
import { getByAccountNumber, getByGuid } from "./get-customer";
import { importCustomers } from "./import-customers";
import { manyStores } from "./many-stores";
import type { Scenario } from "./scenario";
import { searchByEmail, searchByFrequentName, searchByName, searchByPhone, searchByRareName } from "./search-customers";
import { syncCreate } from "./sync-create";
import { yardstick } from "./yardstick";

/** In the order in which they run: the yardstick first, what leaves a backlog last. */
export const scenarios: readonly Scenario[] = [
  yardstick,
  syncCreate,
  getByGuid,
  getByAccountNumber,
  searchByEmail,
  searchByPhone,
  searchByName,
  searchByRareName,
  searchByFrequentName,
  clientBook,
  addClients,
  asyncCreate,
  asyncVisibility,
  importCustomers,
  manyStores,
  asyncAccept,
];
