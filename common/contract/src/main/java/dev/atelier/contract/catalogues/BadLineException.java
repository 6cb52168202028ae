package dev.atelier.contract.catalogues;

/** Ends the reading of one line. */
final class BadLineException extends Exception {
    private final transient Mistake mistake;

    BadLineException(Mistake mistake) {
        super(mistake.message(), null, false, false);
        this.mistake = mistake;
    }

    Mistake mistake() {
        return mistake;
    }
}
