import { keysUnder, type PartitionKey } from "../partition-key/partition-key";
import type { Container } from "../storage/container";
import { liveCondition } from "../storage/expiry";
import type { SqlValue, Store } from "../storage/store";
import type { Position, Reader } from "./read-order";
import type { SqlFragment } from "./sql-fragment";

/** Reads one partition, by id. */
export function partitionReader(store: Store, container: Container, key: PartitionKey, filter: SqlFragment): Reader {
  return tableReader(store, container, filter, {
    columns: ["d.id"],
    from: `${container.table} d INDEXED BY ${container.table}_pk`,
    where: (after) => ({ sql: "d.pk = ? AND d.id > ?", values: [key, ...(after ?? [""])] }),
  });
}

/** Reads all partitions under a prefix of a hierarchical key, by key and id. */
export function prefixReader(store: Store, container: Container, prefix: PartitionKey, filter: SqlFragment): Reader {
  const [low, high] = keysUnder(prefix);
  return tableReader(store, container, filter, {
    columns: ["d.pk", "d.id"],
    from: `${container.table} d INDEXED BY ${container.table}_pk`,
    where: (after) => ({ sql: "d.pk < ? AND (d.pk, d.id) > (?, ?)", values: [high, ...(after ?? [low, ""])] }),
  });
}

/** Reads the whole container, oldest documents first. */
export function containerReader(store: Store, container: Container, filter: SqlFragment): Reader {
  return tableReader(store, container, filter, {
    columns: ["d.rid"],
    from: `${container.table} d NOT INDEXED`,
    where: (after) => ({ sql: "d.rid > ?", values: [...(after ?? [0])] }),
  });
}

interface TableOrder {
  readonly columns: readonly string[];
  readonly from: string;
  where(after: Position | undefined): SqlFragment;
}

function tableReader(store: Store, container: Container, filter: SqlFragment, order: TableOrder): Reader {
  const columns = order.columns.join(", ");
  const live = liveCondition(container.definition);
  const statement = (after: Position | undefined, limit: number) => {
    const where = order.where(after);
    return {
      sql: `SELECT ${columns}, d.body FROM ${order.from} WHERE ${where.sql} AND ${live} AND ${filter.sql} ORDER BY ${columns} LIMIT ?`,
      values: [...where.values, ...filter.values, limit] as SqlValue[],
    };
  };
  return {
    explain: () => statement(undefined, 1),
    count() {
      const where = order.where(undefined);
      const sql = `SELECT count(*) FROM ${order.from} WHERE ${where.sql} AND ${live} AND ${filter.sql}`;
      return Number(store.row(sql, ...where.values, ...filter.values)?.[0]);
    },
    read(after, limit) {
      const { sql, values } = statement(after, limit);
      return store.rows(sql, ...values).map((row) => ({
        position: row.slice(0, -1) as (string | number)[],
        body: row.at(-1) as string,
      }));
    },
  };
}
