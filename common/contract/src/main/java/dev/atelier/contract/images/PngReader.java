package dev.atelier.contract.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads the texts of any PNG file, and the pixels of those that {@link Png} wrote. */
public final class PngReader {
    private static final int LARGEST_CHUNK = 1 << 28;
    private static final int LARGEST_PICTURE = 1 << 28;

    private PngReader() {}

    /**
     * Reads the texts of a PNG written by anyone; only uncompressed iTXt and tEXt chunks count.
     *
     * @throws InvalidPngException where the file is no PNG, is cut off, or a chunk's checksum is wrong
     */
    public static Map<String, String> texts(byte[] png) {
        var texts = new LinkedHashMap<String, String>();
        forEachChunk(png, (type, data) -> {
            if (type.equals("tEXt") || type.equals("iTXt")) {
                readText(type, data, texts);
            }
        });
        return texts;
    }

    private static void readText(String type, byte[] data, Map<String, String> texts) {
        int end = indexOfZero(data, 0);
        String keyword = new String(data, 0, end, StandardCharsets.ISO_8859_1);
        if (type.equals("tEXt")) {
            int from = Math.min(end + 1, data.length);
            texts.put(keyword, new String(data, from, data.length - from, StandardCharsets.ISO_8859_1));
        } else if (end + 2 < data.length && data[end + 1] == 0) {
            int language = indexOfZero(data, end + 3);
            int translated = indexOfZero(data, language + 1);
            int from = Math.min(translated + 1, data.length);
            texts.put(keyword, new String(data, from, data.length - from, StandardCharsets.UTF_8));
        }
    }

    private static int indexOfZero(byte[] data, int from) {
        int at = from;
        while (at < data.length && data[at] != 0) {
            at++;
        }
        return at;
    }

    /**
     * Reads the pixels of a PNG written by {@link Png#encode}.
     *
     * @throws InvalidPngException for any other file
     */
    public static Picture decode(byte[] png) {
        var reader = new Object() {
            ByteBuffer header = ByteBuffer.allocate(0);
            final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        };
        forEachChunk(png, (type, data) -> {
            if (type.equals("IHDR")) {
                reader.header = ByteBuffer.wrap(data);
            } else if (type.equals("IDAT")) {
                reader.compressed.writeBytes(data);
            }
        });
        ByteBuffer header = reader.header;
        if (header.capacity() != 13 || header.get(8) != 8 || (header.get(9) != 0 && header.get(9) != 2)) {
            throw new InvalidPngException("only 8-bit grey or RGB pictures are read here");
        }
        int channels = header.get(9) == 0 ? 1 : 3;
        long size = (long) header.getInt(0) * header.getInt(4) * channels;
        if (header.getInt(0) < 1 || header.getInt(4) < 1 || size > LARGEST_PICTURE) {
            throw new InvalidPngException(
                    "a size of " + header.getInt(0) + "×" + header.getInt(4) + " is not read here");
        }
        return unfilter(header.getInt(0), header.getInt(4), channels, reader.compressed.toByteArray());
    }

    private static Picture unfilter(int width, int height, int channels, byte[] compressed) {
        int stride = width * channels;
        byte[] rows = inflate(compressed, (stride + 1) * height);
        byte[] pixels = new byte[stride * height];
        for (int y = 0; y < height; y++) {
            int from = y * (stride + 1);
            if (rows[from++] != 2) {
                throw new InvalidPngException("row " + y + " has a filter that is not used here");
            }
            for (int x = 0, to = y * stride; x < stride; x++, to++) {
                pixels[to] = (byte) (rows[from++] + (y == 0 ? 0 : pixels[to - stride]));
            }
        }
        return new Picture(width, height, channels, pixels);
    }

    private static byte[] inflate(byte[] compressed, int size) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] rows = new byte[size];
            int n = inflater.inflate(rows);
            if (n != size) {
                throw new InvalidPngException("the pixels end after " + n + " of " + size + " bytes");
            }
            return rows;
        } catch (DataFormatException e) {
            throw new InvalidPngException("the pixels are damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private interface ChunkReader {
        void read(String type, byte[] data);
    }

    private static void forEachChunk(byte[] png, ChunkReader reader) {
        ByteBuffer in = ByteBuffer.wrap(png);
        for (byte expected : Png.SIGNATURE) {
            if (!in.hasRemaining() || in.get() != expected) {
                throw new InvalidPngException("this is no PNG file: its first bytes differ");
            }
        }
        String type = "";
        while (!type.equals("IEND")) {
            if (in.remaining() < 12) {
                throw new InvalidPngException("the file is cut off at byte " + in.position());
            }
            int start = in.position();
            int length = in.getInt();
            if (length < 0 || length > LARGEST_CHUNK || length > in.remaining() - 8) {
                throw new InvalidPngException("the chunk at byte " + start + " is cut off or has a wrong length");
            }
            byte[] data = new byte[length];
            byte[] name = new byte[4];
            in.get(name).get(data);
            type = new String(name, StandardCharsets.US_ASCII);
            CRC32 crc = new CRC32();
            crc.update(name);
            crc.update(data);
            if ((int) crc.getValue() != in.getInt()) {
                throw new InvalidPngException("the chunk " + type + " at byte " + start + " is damaged (checksum)");
            }
            reader.read(type, data);
        }
    }
}
