/**
 * The generator artefact: a folder of parts and a manifest, written last, that names each part's SHA-256. A folder
 * without its manifest does not exist; one whose bytes differ from the manifest is refused. Knows nothing of what the
 * parts mean to a network. Start at {@link dev.atelier.contract.artefact.Artefact}.
 */
package dev.atelier.contract.artefact;
