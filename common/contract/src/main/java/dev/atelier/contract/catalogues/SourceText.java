package dev.atelier.contract.catalogues;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text in UTF-8, ending in LF or CRLF, with or without a byte order mark, in memory one at a time. What is
 * wrong with a line spoils no other: of one that is too long only the beginning is kept.
 */
final class SourceText {
    /** Most bytes of a line. */
    static final int LONGEST = 16 * 1024;

    private final InputStream in;
    private final byte[] block = new byte[64 * 1024];
    private final byte[] line = new byte[LONGEST];
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int at;
    private int end;
    private int length;
    private boolean tooLong;
    private long number;

    /** @throws UnreadableSourceException where the text is in UTF-16 */
    SourceText(InputStream in) throws IOException {
        this.in = in;
        end = Math.max(0, in.readNBytes(block, 0, block.length));
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            throw new UnreadableSourceException(
                    Mistake.of("", "", "The text is in UTF-16, as its first two bytes say; save it as UTF-8."));
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
        tooLong = false;
        if (at == end && !fill()) {
            return false;
        }
        number++;
        boolean more;
        do {
            int stop = at;
            while (stop < end && block[stop] != '\n') {
                stop++;
            }
            keep(stop);
            more = stop == end;
            at = more ? end : stop + 1;
        } while (more && fill());
        if (!tooLong && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void keep(int stop) {
        int kept = Math.min(stop - at, LONGEST - length);
        tooLong |= kept < stop - at;
        System.arraycopy(block, at, line, length, kept);
        length += kept;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(block, 0, block.length));
        return end > 0;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    /**
     * The line without its end.
     *
     * @throws BadLineException where it is too long or no UTF-8
     */
    String text() throws BadLineException {
        if (tooLong) {
            throw new BadLineException(Mistake.of(
                    "",
                    new String(line, 0, 100, StandardCharsets.ISO_8859_1),
                    "The line has more than " + LONGEST + " bytes."));
        }
        try {
            return decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException(Mistake.of(
                    "",
                    new String(line, 0, length, StandardCharsets.ISO_8859_1),
                    "The line is not in UTF-8, but perhaps in Latin-1 or Windows-1252; save the file as UTF-8."));
        }
    }
}
