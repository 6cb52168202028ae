package dev.atelier.trainer.datasets;

import java.io.IOException;

/** A data set's file is missing or is not what it should be; the message names the file and what is wrong. */
public final class DataSetException extends IOException {

    private static final long serialVersionUID = 1L;

    public DataSetException(String message) {
        super(message);
    }

    public DataSetException(String message, Throwable cause) {
        super(message, cause);
    }
}
