package dev.atelier.contract.photos;

/** A picture that can't be used. The reason is the same text for all pictures of one kind; the message has the details. */
public final class UnusablePictureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String detail;

    /**
     * @param reason short, for counting, such as {@code no picture in the file}
     * @param detail of this one
     */
    public UnusablePictureException(String reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
