// Checks a badge with Digital Bazaar's libraries, which know nothing of ours and fetch nothing.
// node verify_badge.mjs FOLDER   badge.json, did.json and status.json lie in the folder
// Ends with 0 for valid, 1 for not valid, 2 for revoked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import * as Ed25519Multikey from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { securityLoader } from "@digitalcredentials/security-document-loader";

const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const [badge, did, status] = ["badge.json", "did.json", "status.json"].map(read);
const known = securityLoader().build();

async function documentLoader(url) {
  const answer = (document) => ({ contextUrl: null, documentUrl: url, document });
  if (url === did.id) return answer(did);
  if (url === status.id) return answer(status);
  const method = did.verificationMethod.find((one) => one.id === url);
  if (method) return answer({ "@context": "https://w3id.org/security/multikey/v1", ...method });
  return known(url);
}

// The live context of 1EdTech, which the library's older copy is not.
const suite = new DataIntegrityProof({ cryptosuite });
const result = await vc.verifyCredential({
  credential: badge,
  suite,
  documentLoader,
  checkStatus: (options) => checkStatus({ ...options, verifyBitstringStatusListCredential: true }),
});
const isRevoked = result.statusResult?.results?.some((one) => one.status === true);
if (isRevoked) {
  console.log("revoked");
  process.exit(2);
}
if (!result.verified) {
  const errors = result.error?.errors ?? [result.error];
  console.log(errors.map((error) => `${error?.name}: ${error?.message}`).join("; "));
  process.exit(1);
}
await Ed25519Multikey.from(did.verificationMethod[0]);
console.log("valid");
