/** A collection that gives back the item of the smallest key first. */
export interface MinHeap<Item> {
  readonly size: number;
  push(item: Item): void;
  peek(): Item | undefined;
  pop(): Item | undefined;
}

/** A binary heap; a key must not change while its item is in. */
export function minHeap<Item>(keyOf: (item: Item) => number): MinHeap<Item> {
  const items: Item[] = [];
  const key = (index: number) => keyOf(items[index] as Item);
  const swap = (a: number, b: number) => {
    const item = items[a] as Item;
    items[a] = items[b] as Item;
    items[b] = item;
  };

  const rise = (start: number) => {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (key(parent) <= key(index)) return;
      swap(parent, index);
      index = parent;
    }
  };

  const sink = () => {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      if (left >= items.length) return;
      const smaller = left + 1 < items.length && key(left + 1) < key(left) ? left + 1 : left;
      if (key(index) <= key(smaller)) return;
      swap(index, smaller);
      index = smaller;
    }
  };

  return {
    get size() {
      return items.length;
    },
    push(item) {
      items.push(item);
      rise(items.length - 1);
    },
    peek: () => items[0],
    pop() {
      const first = items[0];
      const last = items.pop();
      if (items.length > 0) {
        items[0] = last as Item;
        sink();
      }
      return first;
    },
  };
}
