package dev.atelier.infrastructure;

/** A server was told to listen on a port that is not free. */
public final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(String server, int port) {
        super("Port " + port + " on " + LoopbackPort.HOST + ", meant for the " + server
                + ", is taken or may not be used; stop what listens there, give another port, or 0 for a free one");
        this.port = port;
    }

    /** The port that is taken, 1 to 65535. */
    public int port() {
        return port;
    }
}
