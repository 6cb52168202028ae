package dev.atelier.gateway.catalogues;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.catalogues.SourceLine;
import dev.atelier.contract.catalogues.UnreadableSourceException;
import dev.atelier.contract.catalogues.WantedItems;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads a source once from its first to its last byte: copies it, adds up its digest and checks every line. */
final class SourceCheck {
    private static final Logger LOG = Logger.getLogger(SourceCheck.class);
    private static final Duration LINGER = Duration.ofSeconds(5);
    private static final int BLOCK = 64 * 1024;

    private SourceCheck() {}

    /**
     * @param copy gets every byte
     * @param most bytes
     * @throws dev.atelier.gateway.problems.ProblemException where no line can be read, where there are too many bytes, or
     *     where the body breaks off
     */
    static CheckedSource check(
            InputStream source, OutputStream copy, long most, Format format, AttributeSchema schema, long seed) {
        var copied = new Copied(source, copy, most);
        try {
            long items = 0;
            long bad = 0;
            List<SourceLine.Bad> firstBad = new ArrayList<>();
            WantedItems lines = opened(copied, format, schema, seed);
            for (Optional<SourceLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get() instanceof SourceLine.Bad wrong) {
                    bad++;
                    if (firstBad.size() < CheckedSource.SHOWN) {
                        firstBad.add(wrong);
                    }
                } else {
                    items++;
                }
            }
            copied.readToEnd();
            return new CheckedSource(items, bad, firstBad, copied.sha256());
        } catch (StoreUnavailableException | StoreRefusedException e) {
            copied.discardQuietly();
            throw e;
        } catch (IOException e) {
            throw Problem.of(ProblemType.BAD_REQUEST, "The body broke off after " + copied.count + " bytes.")
                    .asException();
        }
    }

    private static WantedItems opened(Copied source, Format format, AttributeSchema schema, long seed)
            throws IOException {
        try {
            return WantedItems.read(format, source, schema, seed);
        } catch (UnreadableSourceException e) {
            // A client that is still sending would lose the answer.
            source.readToEnd();
            throw Problem.of(
                            ProblemType.INVALID_CATALOGUE,
                            e.mistakes().stream()
                                    .map(mistake -> new FieldError(
                                            mistake.field().isEmpty() ? "" : FieldError.pointer("", mistake.field()),
                                            mistake.value(),
                                            mistake.message(),
                                            mistake.closest()))
                                    .toList())
                    .asException();
        }
    }

    /** Hands on and counts what is read of it. */
    private static final class Copied extends FilterInputStream {
        private final OutputStream copy;
        private final long most;
        private final MessageDigest digest = Sha256.newDigest();
        private final byte[] one = new byte[1];
        private long count;

        Copied(InputStream in, OutputStream copy, long most) {
            super(in);
            this.copy = copy;
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int some = in.read(bytes, offset, length);
            if (some > 0) {
                count += some;
                if (count > most) {
                    discard();
                    throw Problem.of(
                                    ProblemType.BODY_TOO_LARGE,
                                    "The catalogue has more than " + most + " bytes; send it in parts.")
                            .asException();
                }
                digest.update(bytes, offset, some);
                copy.write(bytes, offset, some);
            }
            return some;
        }

        /** For a moment, as {@link dev.atelier.gateway.web.BodyLimit} does: a sending client would lose the answer. */
        private void discard() throws IOException {
            byte[] block = new byte[BLOCK];
            long end = System.nanoTime() + LINGER.toNanos();
            while (in.read(block) >= 0 && System.nanoTime() < end) {
                // Thrown away.
            }
        }

        /** Whatever the client does then, it is the reason before that counts. */
        void discardQuietly() {
            try {
                discard();
            } catch (IOException e) {
                LOG.debugf("the rest of a refused body broke off: %s", e.getMessage());
            }
        }

        void readToEnd() throws IOException {
            transferTo(OutputStream.nullOutputStream());
        }

        String sha256() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
