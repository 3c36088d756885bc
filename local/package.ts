/** `npm run package`: writes `package/regulars.zip`, which is what Azure runs, the same as `package/app`, and prints its size. */
import { join } from "node:path";
import { runCommand } from "./environment/command";
import { writePackage, writePackageFolder } from "./packaging/write-package";

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

runCommand(async () => {
  const root = join(__dirname, "..", "..");
  const path = join("package", "regulars.zip");
  const { files, bytes, unpackedBytes } = await writePackage(root, join(root, path));
  await writePackageFolder(root, join(root, "package", "app"));
  console.log(`${path}: ${megabytes(bytes)}, ${files} files, ${megabytes(unpackedBytes)} unpacked`);
});
