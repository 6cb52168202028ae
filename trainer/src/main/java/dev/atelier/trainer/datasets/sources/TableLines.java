package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.DataSetException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of a table, one at a time, however long the file is: in UTF-8, ending in LF or CRLF. A line that is far longer
 * than any table's is refused before it fills the memory.
 */
final class TableLines implements Closeable {

    private static final int LONGEST = 1 << 20;

    private final String file;
    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long number;

    /** @param file its name, for messages */
    TableLines(String file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        end = Math.max(0, in.readNBytes(block, 0, block.length));
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new DataSetException(file + " is in UTF-16, as its first two bytes say; expected UTF-8");
        }
        at = startsWith(0xEF, 0xBB, 0xBF) ? 3 : 0;
    }

    private boolean startsWith(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= end || (block[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        if (at == end && !fill()) {
            return false;
        }
        number++;
        do {
            int stop = at;
            while (stop < end && block[stop] != '\n') {
                stop++;
            }
            append(stop);
            if (stop < end) {
                at = stop + 1;
                break;
            }
            at = end;
        } while (fill());
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void append(int stop) throws DataSetException {
        int more = stop - at;
        if (length + more > LONGEST) {
            throw new DataSetException(place() + " has more than " + LONGEST + " bytes: this is no such table");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(block, at, line, length, more);
        length += more;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(block, 0, block.length));
        return end > 0;
    }

    /** The line's bytes, valid up to {@link #length} and until the next line. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /**
     * The line.
     *
     * @throws DataSetException where it is not in UTF-8
     */
    String text() throws DataSetException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DataSetException(
                    place() + " is not in UTF-8, which is expected, but perhaps in Latin-1 or Windows-1252: '"
                            + new String(line, 0, Math.min(length, 120), StandardCharsets.ISO_8859_1) + "'",
                    e);
        }
    }

    /** Where it is, for messages. */
    String place() {
        return file + " line " + number;
    }

    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
