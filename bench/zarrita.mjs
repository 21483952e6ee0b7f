// Reads a whole Zarr array with zarrita and writes its voxels: node zarrita.mjs FOLDER OUT
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { FileSystemStore } from "@zarrita/storage";
import { get, open } from "zarrita";

const array = await open.v2(new FileSystemStore(resolve(process.argv[2])), { kind: "array" });
const whole = await get(array);
writeFileSync(process.argv[3], whole.data);
