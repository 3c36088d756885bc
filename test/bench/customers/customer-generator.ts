import type { CreateCustomerRequest } from "../../../shared/customers";
import { randomFirstName, randomLastName } from "./names";
import { below, oneOf, type Random, randomAt } from "./random";

/** What a till sends for a person: a name and an e-mail always, mostly a phone and an address. */
export interface GeneratedCustomer extends CreateCustomerRequest {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** Customer number `index` of a seed: the same whenever asked for, its e-mail its own. */
export function generatedCustomer(seed: number, index: number): GeneratedCustomer {
  const random = randomAt(seed, index);
  const firstName = randomFirstName(random);
  const lastName = randomLastName(random);
  const domain = oneOf(random, mailDomains);
  return {
    firstName,
    lastName,
    email: `${mailPart(firstName)}.${mailPart(lastName)}.${index.toString(36)}@${domain}`,
    ...(random() < 0.85 ? { phone: phoneNumber(random) } : {}),
    ...(random() < 0.75 ? { addresses: [address(random)] } : {}),
  };
}

const mailDomains = ["example.com", "example.org", "example.net", "mail.example.com"];
// Real area codes with the exchange 555, which belongs to nobody.
const areaCodes = [206, 212, 213, 214, 281, 303, 305, 312, 404, 415, 503, 512, 602, 617, 702, 713, 718, 808, 832, 972];
const streets = ["Main Street", "Oak Avenue", "Park Road", "Maple Drive", "Cedar Lane", "Lake View", "2nd Avenue"];
const towns = [
  { city: "Houston", state: "TX", zip: 77_000 },
  { city: "Pasadena", state: "TX", zip: 77_500 },
  { city: "Sugar Land", state: "TX", zip: 77_470 },
  { city: "The Woodlands", state: "TX", zip: 77_380 },
  { city: "Katy", state: "TX", zip: 77_440 },
  { city: "Austin", state: "TX", zip: 78_700 },
];

const mailPart = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

const phoneNumber = (random: Random) =>
  `+1${oneOf(random, areaCodes)}555${String(below(random, 10_000)).padStart(4, "0")}`;

function address(random: Random) {
  const { city, state, zip } = oneOf(random, towns);
  return {
    street: `${1 + below(random, 9_999)} ${oneOf(random, streets)}`,
    city,
    state,
    postalCode: String(zip + below(random, 60)),
  };
}
