package dev.atelier.standalone.downloads;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.client.CatalogueView;
import dev.atelier.standalone.client.Catalogues;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the manifest and the shards of a completed batch into a folder. Every picture is compared with the SHA-256 that the
 * manifest says; a shard has its name only once it is right, and one that is there and right is not fetched again.
 */
public final class Download {
    private static final String MANIFEST = "manifest.jsonl";

    private final Catalogues catalogues;
    private final CatalogueView batch;
    private final Path folder;
    private final Consumer<String> progress;

    /** What came of it. */
    public record Done(Path folder, int shards, long pictures, long bytes) {}

    /** @param progress told of each shard that is there */
    public Download(Catalogues catalogues, CatalogueView batch, Path folder, Consumer<String> progress) {
        this.catalogues = catalogues;
        this.batch = batch;
        this.folder = folder;
        this.progress = progress;
    }

    /** @throws CommandFailure where a file is not what the manifest says */
    public Done run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path manifest = folder.resolve(MANIFEST);
        manifest(manifest);
        long pictures = 0;
        long bytes = 0;
        int shard = 0;
        try (BufferedReader lines = Files.newBufferedReader(manifest)) {
            Optional<ManifestLine> next = next(lines);
            while (next.isPresent()) {
                String name = next.get().shard();
                var members = new ArrayList<ManifestLine>();
                while (next.isPresent() && next.get().shard().equals(name)) {
                    members.add(next.get());
                    next = next(lines);
                }
                bytes += shard(shard++, name, members);
                pictures += members.size();
            }
        }
        if (pictures != batch.items()) {
            throw new CommandFailure("the manifest names " + pictures + " pictures; the batch has " + batch.items());
        }
        return new Done(folder, shard, pictures, bytes);
    }

    private static Optional<ManifestLine> next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null ? Optional.empty() : Optional.of(Json.mapper().readValue(line, ManifestLine.class));
    }

    private void manifest(Path file) throws IOException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = catalogues.manifest(batch.id());
                OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
            in.transferTo(out);
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        String said = batch.manifest().orElseThrow().sha256();
        if (!sha256.equals(said)) {
            throw new CommandFailure("the manifest came with SHA-256 " + sha256 + ", where " + said + " was said");
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @return the size of the shard's file */
    private long shard(int number, String name, List<ManifestLine> members) throws IOException, InterruptedException {
        Path file = folder.resolve(name).normalize();
        if (!file.getParent().equals(folder.normalize())) {
            throw new CommandFailure("the manifest names a shard '" + name + "' that is no plain file name");
        }
        if (!Files.exists(file) || ShardCheck.wrong(file, members).isPresent()) {
            Path part = folder.resolve(name + ".part");
            try (InputStream in = catalogues.shard(batch.id(), number)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Optional<String> wrong = ShardCheck.wrong(part, members);
            if (wrong.isPresent()) {
                throw new CommandFailure("shard " + name + " is not what the manifest says: " + wrong.get());
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
        progress.accept(name + ", " + members.size() + " pictures");
        return Files.size(file);
    }
}
