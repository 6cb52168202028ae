package dev.atelier.workers.embedding;

/** A picture that has no vector, now or later. */
final class UnusableException extends Exception {
    private final String code;

    /** @param code of {@link dev.atelier.contract.messages.EmbeddingAnswer} */
    UnusableException(String code, String reason) {
        super(reason);
        this.code = code;
    }

    String code() {
        return code;
    }
}
