package dev.atelier.contract.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * PNG files (ISO/IEC 15948) of 8-bit grey or RGB pixels with UTF-8 text chunks (iTXt). The bytes are a function of
 * pixels, texts and the deflate library alone: no time, no settings. Small and free of ImageIO's per-image cost, since
 * encoding runs beside every generated picture.
 */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LEVEL = 6;
    private static final int LARGEST_CHUNK = 1 << 28;
    private static final int LARGEST_PICTURE = 1 << 28;

    private Png() {}

    /**
     * @param texts keyword (1 to 79 Latin letters) to text, written in the map's order before the pixels
     */
    public static byte[] encode(Picture picture, Map<String, String> texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + picture.pixels().length / 2);
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(picture.width())
                        .putInt(picture.height())
                        .put((byte) 8)
                        .put((byte) (picture.channels() == 1 ? 0 : 2))
                        .array());
        texts.forEach((keyword, text) -> chunk(out, "iTXt", textChunk(keyword, text)));
        chunk(out, "IDAT", deflate(filter(picture)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] textChunk(String keyword, String text) {
        byte[] key = keyword.getBytes(StandardCharsets.ISO_8859_1);
        if (key.length < 1 || key.length > 79) {
            throw new IllegalArgumentException("a PNG keyword has 1 to 79 characters, not '" + keyword + "'");
        }
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        // keyword, 0, uncompressed, method 0, no language, no translated keyword, text
        return ByteBuffer.allocate(key.length + 5 + value.length)
                .put(key)
                .put(new byte[5])
                .put(value)
                .array();
    }

    /** Each row behind its filter byte: Up (2), which suits clothes on a plain ground and costs one subtraction. */
    private static byte[] filter(Picture picture) {
        int stride = picture.width() * picture.channels();
        byte[] pixels = picture.pixels();
        byte[] rows = new byte[(stride + 1) * picture.height()];
        for (int y = 0; y < picture.height(); y++) {
            int to = y * (stride + 1);
            rows[to++] = 2;
            for (int x = 0, from = y * stride; x < stride; x++, from++) {
                rows[to++] = (byte) (pixels[from] - (y == 0 ? 0 : pixels[from - stride]));
            }
        }
        return rows;
    }

    private static byte[] deflate(byte[] rows) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length / 2 + 64);
            byte[] block = new byte[8192];
            while (!deflater.finished()) {
                out.write(block, 0, deflater.deflate(block));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

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
     * Reads the pixels of a PNG written by {@link #encode}.
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
        for (byte expected : SIGNATURE) {
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
