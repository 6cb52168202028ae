/** One configuration of Jackson for all of Atelier, so that a record reads and writes the same everywhere. Start at {@link dev.atelier.contract.json.Json}. */
package dev.atelier.contract.json;
