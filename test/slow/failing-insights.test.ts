import { describe } from "vitest";
import { bookOpensAnyway } from "../e2e/customer-insights/book-opens-anyway";

describe("client book while Customer Insights fails", () => bookOpensAnyway((ordinaryMs) => 1_000 + ordinaryMs));
