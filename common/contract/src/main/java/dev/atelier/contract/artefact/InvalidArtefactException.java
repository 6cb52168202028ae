package dev.atelier.contract.artefact;

/** An artefact that is torn, altered or not one at all; the message names the folder, the part and what differs. */
public final class InvalidArtefactException extends RuntimeException {
    public InvalidArtefactException(String message) {
        super(message);
    }

    public InvalidArtefactException(String message, Throwable cause) {
        super(message, cause);
    }
}
