package dev.atelier.workers.shards;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.models.ModelReference;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A shard in the making: a tar file on this machine's disk and its index in memory. Pictures may come in any order and lie
 * in the file in that of the items, so that the bytes are a function of the shard. For each item the file has {@code
 * 000000123.png} and {@code 000000123.json}, named by the item's number in the batch: the WebDataset convention.
 *
 * <p>The file has no name from the moment that it is open, so that even a killed worker leaves nothing behind.
 */
final class ShardFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Shard shard;
    private final String name;
    private final FileChannel file;
    private final MessageDigest digest = Sha256.newDigest();
    private final OutputStream buffer;
    private final Tar tar;
    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final Map<Integer, EncodedPicture<Shard>> early = new TreeMap<>();
    private int next;

    /**
     * @param folder for the file
     * @param name of the tar file in the store
     */
    ShardFile(Path folder, Shard shard, String name) throws IOException {
        this.shard = shard;
        this.name = name;
        this.file = FileChannel.open(
                folder.resolve("shard-" + UUID.randomUUID() + ".tar"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.buffer = new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(file), digest), BUFFER);
        this.tar = new Tar(buffer);
    }

    /**
     * Adds a picture, and those that came early and follow it.
     *
     * @return whether the file is whole now
     */
    synchronized boolean add(EncodedPicture<Shard> picture) throws IOException {
        early.put(picture.index(), picture);
        for (EncodedPicture<Shard> due = early.remove(next); due != null; due = early.remove(next)) {
            append(due);
            next++;
        }
        if (next < shard.count()) {
            return false;
        }
        tar.finish();
        buffer.flush();
        return true;
    }

    private void append(EncodedPicture<Shard> picture) throws IOException {
        CatalogueItem item = shard.item(picture.index());
        ModelReference model = shard.model().reference();
        String key = String.format("%09d", shard.request().first() + picture.index());
        long offset = tar.add(key + ".png", picture.png());
        tar.add(
                key + ".json",
                Json.bytes(new Member(
                        item.id(),
                        item.attributes(),
                        item.seed(),
                        model.model(),
                        model.version(),
                        model.digest(),
                        picture.sha256())));
        index.writeBytes(Json.bytes(new ManifestLine(
                item.id(), item.attributes(), item.seed(), name, offset, picture.png().length, picture.sha256())));
        index.write('\n');
    }

    /** Of the whole file. */
    synchronized String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    long size() throws IOException {
        return file.size();
    }

    /** The whole file from its start. */
    InputStream content() {
        try {
            return new FilterInputStream(Channels.newInputStream(file.position(0))) {
                @Override
                public void close() {
                    // The file stays open for another try.
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shard's lines of the batch's manifest. */
    synchronized byte[] index() {
        return index.toByteArray();
    }

    /** Gives the disk's room back. */
    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
