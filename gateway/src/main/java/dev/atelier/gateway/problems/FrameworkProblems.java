package dev.atelier.gateway.problems;

/** Which problem stands for a status that the framework answers with by itself. */
final class FrameworkProblems {
    private FrameworkProblems() {}

    static Problem of(int status, String message) {
        return switch (status) {
            case 404 ->
                Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path; /openapi lists the paths there are.");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "The method does not apply to this path.");
            case 406 ->
                Problem.of(
                        ProblemType.NOT_ACCEPTABLE,
                        "This path has no representation of a type named in the Accept header.");
            case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, "The body has more than 64 KiB.");
            case 415 ->
                Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The Content-Type must be application/json, for a catalogue's file text/csv or application/x-ndjson, for"
                                + " a picture multipart/form-data.");
            default ->
                Problem.of(
                                status < 500 ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL_ERROR,
                                message == null ? "HTTP status " + status + "." : message)
                        .withStatus(status);
        };
    }
}
