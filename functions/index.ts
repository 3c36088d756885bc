import { app } from "@azure/functions";
import { unknownPathFunction } from "../shared/http";
import { type JobId, jobNames } from "../shared/jobs";
import { readSettings } from "../shared/platform/settings";
import { listActivities, recordActivity } from "./clienteling/activities";
import { addToClientBook } from "./clienteling/add-to-client-book";
import { changeClientBookAttributes, getCard } from "./clienteling/card-of-customer";
import { changeFollowUp, getFollowUp, listFollowUps, setFollowUp } from "./clienteling/follow-ups";
import { getClientBook } from "./clienteling/get-client-book";
import { getStoreClientBooks } from "./clienteling/get-store-client-books";
import { listDueFollowUps } from "./clienteling/list-due-follow-ups";
import { addNote, listNotes, removeNote } from "./clienteling/notes";
import { reassignCustomers } from "./clienteling/reassign-customers";
import { removeFromClientBook } from "./clienteling/remove-from-client-book";
import { suggestCustomers } from "./clienteling/suggest-customers";
import { deleteConfiguration } from "./configuration/delete-configuration";
import { getFeature, listFeatures, setFeature } from "./configuration/features";
import { getConfiguration } from "./configuration/get-configuration";
import { listAdministratorActions } from "./configuration/list-administrator-actions";
import { listChanges } from "./configuration/list-changes";
import { listConfiguration } from "./configuration/list-configuration";
import { getParameters, putParameters } from "./configuration/parameters";
import { putConfiguration } from "./configuration/put-configuration";
import { getInsights } from "./customer-insights/get-insights";
import { putInsights } from "./customer-insights/put-insights";
import { validateInsights } from "./customer-insights/validate-insights";
import { addAddress } from "./customers/add-address";
import { changeAddress } from "./customers/change-address";
import { createCustomer } from "./customers/create-customer";
import { editCustomer } from "./customers/edit-customer";
import { getAddress } from "./customers/get-address";
import { getCustomer } from "./customers/get-customer";
import { getCustomerDefaults } from "./customers/get-customer-defaults";
import { issueLoyaltyCard } from "./customers/issue-loyalty-card";
import { removeAddress } from "./customers/remove-address";
import { replaceAffiliations } from "./customers/replace-affiliations";
import { searchCustomers } from "./customers/search-customers";
import { synchronizeCustomers } from "./customers/synchronize-customers";
import { uploadOfflineCustomers } from "./customers/upload-offline-customers";
import { eraseHeadquartersCustomer } from "./headquarters-customers/erase-customer";
import { exportHeadquartersCustomer } from "./headquarters-customers/export-customer";
import { getHeadquartersCustomer } from "./headquarters-customers/get-customer";
import { listHeadquartersCustomers } from "./headquarters-customers/list-customers";
import { mergeHeadquartersCustomers } from "./headquarters-customers/merge-customers";
import { getImport } from "./imports/get-import";
import { listImportRows } from "./imports/list-import-rows";
import { requestImport } from "./imports/request-import";
import { executeRun } from "./jobs/execute-run";
import { failDeadLetteredRuns } from "./jobs/fail-dead-lettered-runs";
import { getRun } from "./jobs/get-run";
import { jobTimer } from "./jobs/job-timer";
import { listJobs } from "./jobs/list-jobs";
import { listRuns } from "./jobs/list-runs";
import { requestRun } from "./jobs/request-run";
import { observe } from "./observe";
import { countOperations } from "./operations/count-operations";
import { explainVisibility } from "./operations/explain-visibility";
import { getOperation } from "./operations/get-operation";
import { listOperations } from "./operations/list-operations";
import { repairOperation } from "./operations/repair-operation";
import { synchronizeOperation } from "./operations/synchronize-operation";
import { synchronizeOperations } from "./operations/synchronize-operations";
import { takeOverDeadLetters } from "./operations/take-over-dead-letters";
import { documentation } from "./service/documentation";
import { health } from "./service/health";
import { openApi } from "./service/open-api";
import { readiness } from "./service/readiness";
import { createServices } from "./services";
import { resumeTasks } from "./tasks/resume-tasks";
import { runTask } from "./tasks/run-task";

const services = createServices(readSettings(process.env));
observe(app, services);

const operations = [
  createCustomer(services),
  uploadOfflineCustomers(services),
  searchCustomers(services),
  getCustomer(services),
  editCustomer(services),
  addAddress(services),
  getAddress(services),
  changeAddress(services),
  removeAddress(services),
  replaceAffiliations(services),
  issueLoyaltyCard(services),
  getCustomerDefaults(services),
  getClientBook(services),
  addToClientBook(services),
  getCard(services),
  changeClientBookAttributes(services),
  removeFromClientBook(services),
  getStoreClientBooks(services),
  reassignCustomers(services),
  suggestCustomers(services),
  listActivities(services),
  recordActivity(services),
  listNotes(services),
  addNote(services),
  removeNote(services),
  listFollowUps(services),
  setFollowUp(services),
  getFollowUp(services),
  changeFollowUp(services),
  listDueFollowUps(services),
  explainVisibility(services),
  listOperations(services),
  countOperations(services),
  synchronizeOperations(services),
  getOperation(services),
  repairOperation(services),
  synchronizeOperation(services),
  requestImport(services),
  getImport(services),
  listImportRows(services),
  listHeadquartersCustomers(services),
  getHeadquartersCustomer(services),
  mergeHeadquartersCustomers(services),
  exportHeadquartersCustomer(services),
  eraseHeadquartersCustomer(services),
  listJobs(services),
  requestRun(services),
  listRuns(services),
  getRun(services),
  listFeatures(services),
  getFeature(services),
  setFeature(services),
  getParameters(services),
  putParameters(services),
  listChanges(services),
  listAdministratorActions(services),
  getInsights(services),
  putInsights(services),
  validateInsights(services),
  listConfiguration(services),
  getConfiguration(services),
  putConfiguration(services),
  deleteConfiguration(services),
  health(services),
  readiness(services),
  documentation(services),
];
const description = openApi(
  services,
  operations.map(({ endpoint }) => endpoint),
);
const served = [...operations, description];
for (const { endpoint, options } of served) app.http(endpoint.operationId, options);
app.http(
  "unknownPath",
  unknownPathFunction(
    served.map(({ endpoint }) => endpoint),
    services.http,
  ),
);

app.serviceBusQueue("synchronizeCustomers", synchronizeCustomers(services));
app.serviceBusQueue("executeRun", executeRun(services));
app.serviceBusQueue("takeOverDeadLetters", takeOverDeadLetters(services));
app.serviceBusQueue("failDeadLetteredRuns", failDeadLetteredRuns(services));
app.serviceBusQueue("runTask", runTask(services));

app.timer("resumeTasks", resumeTasks(services));
for (const id of Object.keys(jobNames) as JobId[]) app.timer(`job-${id}`, jobTimer(id, services));
