package dev.atelier.gateway.problems;

import java.util.Locale;

/** The kinds of problem; each has a page at its type URI, {@code /problems/…}. */
public enum ProblemType {
    BAD_REQUEST(400, "The request cannot be read", "The HTTP request itself is malformed."),
    BROKEN_JSON(400, "The body is no JSON", "The detail says at which line and column reading stopped."),
    INVALID_IDEMPOTENCY_KEY(
            400, "The Idempotency-Key cannot be used", "A key has 1 to 255 visible ASCII characters, such as a UUID."),
    UNKNOWN_TENANT(
            400, "Nobody says whose request it is", "The proxy before this service names the tenant in a header."),
    NOT_FOUND(404, "There is nothing here", "The API begins at /v1; /openapi describes it."),
    UNKNOWN_JOB(
            404,
            "There is no such job",
            "Either the id was never given out, or the job is over for longer than the retention."),
    UNKNOWN_IMAGE(404, "There is no such picture", "The job has no picture of this number, or not yet."),
    NO_SHEET(404, "The job has no sheet", "Only jobs with a 'grid' have one."),
    UNKNOWN_TRAINING(
            404,
            "There is no such training run",
            "GET /v1/trainings lists them; the answer to an update of a data set names those that it asks for."),
    UNKNOWN_CATALOGUE(
            404,
            "There is no such batch",
            "Either the id was never given out, or the batch is over for longer than the retention."),
    UNKNOWN_SHARD(404, "There is no such shard", "GET /v1/catalogues/{id} says how many shards there are."),
    UNKNOWN_DEAD_LETTER(
            404,
            "There is no such dead letter",
            "GET /v1/dead-letters lists them; only the newest messages of their topic are looked at."),
    UNKNOWN_ALIAS(404, "There is no such alias", "The aliases that can be moved are champion and challenger."),
    UNKNOWN_SHEET(404, "The run has no such sheet", "GET /v1/trainings/{run} lists the sheets that there are."),
    NO_LOSSES(404, "The run has no losses yet", "A trainer stores them with its first checkpoint."),
    UNKNOWN_STORE(
            404,
            "There is no such store",
            "A store is there once a product of it can be found, some seconds after it was put there."),
    UNKNOWN_PRODUCT(
            404,
            "There is no such product",
            "A product can be found some seconds after it was put there, once a worker has looked at its picture."),
    METHOD_NOT_ALLOWED(405, "The method does not apply here", "The Allow header names those that do."),
    NOT_ACCEPTABLE(406, "There is no such representation", "Ask for application/json or leave the Accept header out."),
    ALREADY_ENDED(409, "The job is over", "A job that has ended cannot be cancelled."),
    NOT_COMPLETED(
            409,
            "The job is not completed",
            "A sheet shows all pictures of a job; follow the job until it is completed."),
    CATALOGUE_ENDED(409, "The batch is over", "A batch that has ended takes no orders."),
    CATALOGUE_NOT_COMPLETED(
            409,
            "The batch is not completed",
            "Follow the batch until it is completed; its shards can be read before."),
    NOTHING_TO_RETRY(409, "No shard has failed", "Failed shards alone are made once more."),
    NOT_REPLAYABLE(
            409,
            "The dead letter cannot be replayed",
            "A message can only go back to a topic of things to be done; say anew what newer messages may have replaced."),
    TRAINING_ENDED(409, "The training run is over", "A run that has ended cannot be cancelled."),
    NOT_AWAITING_APPROVAL(
            409,
            "The training run waits for nobody's approval",
            "Only a run whose challenger passed, and whose model asks for a person's yes, can be approved."),
    ALIAS_MOVED(
            409,
            "The alias has moved",
            "Somebody moved it since you looked; look again, and give the revision that you want to replace."),
    NO_PREVIOUS(409, "There is nothing to go back to", "A model has a previous version once its champion has moved."),
    LENGTH_REQUIRED(411, "The length of the body is missing", "A form is taken with a Content-Length header alone."),
    BODY_TOO_LARGE(
            413,
            "The body is too large",
            "A request has at most 64 KiB; a catalogue's file and a form with a picture as much as the installation"
                    + " allows."),
    PICTURE_TOO_LARGE(413, "The picture is too large", "The detail says how many bytes and pixels a picture may have."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The body has a type that is not read here",
            "Send application/json; a catalogue's file as text/csv or application/x-ndjson; a picture in a form, as"
                    + " multipart/form-data."),
    UNSUPPORTED_PICTURE(
            415, "The picture has a format that is not taken here", "It is told by its bytes, not by its name."),
    INVALID_REQUEST(
            422,
            "The request has mistakes",
            "Each entry of errors names the place as a JSON pointer, and what would be right."),
    UNKNOWN_MODEL(422, "There is no such model", "GET /v1/models lists them; closest names the most similar ones."),
    UNKNOWN_VERSION(422, "The model has no such version", "GET /v1/models/{model} lists versions and aliases."),
    BROKEN_PICTURE(422, "The picture cannot be read", "The detail says what is wrong with its bytes."),
    NO_PICTURE_TO_SEARCH_WITH(
            422,
            "There is no picture to search with",
            "The job that was to make it, or that is named, ended without it; the detail says why."),
    INVALID_ATTRIBUTES(
            422,
            "The model cannot make these attributes",
            "GET /v1/models/{model}/schema lists attributes, values and allowed combinations."),
    INVALID_CATALOGUE(
            422,
            "The catalogue has lines that say nothing that the model can make",
            "Each entry of errors names the line and the column; onInvalid=skip leaves such lines out."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The Idempotency-Key was used for another request",
            "The same key stands for the same body; use a new key for a new request."),
    RATE_QUOTA(
            429,
            "Too many pictures a second",
            "The tenant's pictures per second are used up; the same request fits in after Retry-After seconds."),
    WAITING_QUOTA(
            429,
            "Too many pictures wait",
            "The tenant's share of the queue is full; by the workers' pace there is room after Retry-After seconds."),
    CATALOGUE_QUOTA(
            429,
            "Too many catalogues",
            "The tenant has as many as it may that are not over; one has to end, or to be cancelled, before the next."),
    ITEM_QUOTA(
            429,
            "Too many items wait",
            "The tenant's catalogues wait for as many items as they may; by their pace there is room after Retry-After"
                    + " seconds."),
    INTERNAL_ERROR(500, "Something is wrong here", "The fault is in this service; its log has the details."),
    STARTING(503, "The service is starting", "It is still reading the log; try again after Retry-After seconds."),
    QUEUE_FULL(503, "Too much is waiting", "The workers are behind; try again after Retry-After seconds."),
    LOG_UNAVAILABLE(
            503,
            "The request could not be recorded",
            "The broker does not answer in time; try again after Retry-After seconds, with the same Idempotency-Key."),
    STORE_UNAVAILABLE(
            503,
            "The store cannot be used now",
            "The object store does not answer; try again after Retry-After seconds."),
    INDEX_STARTING(
            503,
            "The products are still being read",
            "This gateway reads the products from the log; try again after Retry-After seconds."),
    NO_EMBEDDER(
            503,
            "No worker can compare pictures yet",
            "The model that looks at pictures is not published; try again after Retry-After seconds."),
    NO_WORKER_ANSWERED(
            504,
            "No worker answered in time",
            "Workers look at the picture that is searched with; GET /q/health says whether any is there."),
    STORE_FULL(
            507, "The store is full", "Nothing more can be stored before whoever runs the object store has made room.");

    private final int status;
    private final String title;
    private final String help;

    ProblemType(int status, String title, String help) {
        this.status = status;
        this.title = title;
        this.help = help;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** A sentence on what to do. */
    public String help() {
        return help;
    }

    /** The last part of the type URI. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "/problems/" + slug();
    }
}
