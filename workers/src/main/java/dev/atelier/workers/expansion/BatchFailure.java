package dev.atelier.workers.expansion;

/** A batch as a whole cannot be made; the code and message are told to the client. */
final class BatchFailure extends RuntimeException {
    private final String code;

    BatchFailure(String code, String reason) {
        super(reason);
        this.code = code;
    }

    String code() {
        return code;
    }
}
