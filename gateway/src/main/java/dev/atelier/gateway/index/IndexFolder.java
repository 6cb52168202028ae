package dev.atelier.gateway.index;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.jboss.logging.Logger;

/** Opens an index in a folder. One that is damaged is thrown away with a word in the log: it is read from the topic again. */
final class IndexFolder {
    private static final Logger LOG = Logger.getLogger(IndexFolder.class);
    /** Of a product, in the graph; twice as many in its lowest layer. */
    private static final int NEIGHBOURS = 16;

    private static final int NEIGHBOURS_LOOKED_AT = 100;
    /** Every part of the index has a graph that is searched; Lucene's own ten would make a search twice as long. */
    private static final int PARTS_OF_A_SIZE = 4;

    /** Parts below count as if they were as large, and so are put together soon. */
    private static final double SMALL_PART_MEGABYTES = 8;

    private final Path folder;

    IndexFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws IndexInUseException where another process has it open */
    Opened open() {
        try {
            return checkedOrNew();
        } catch (LockObtainFailedException e) {
            throw new IndexInUseException(folder, e);
        } catch (IOException e) {
            throw new IndexFailedException("the index in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private Opened checkedOrNew() throws IOException {
        try {
            return checked();
        } catch (IOException | IllegalArgumentException e) {
            if (!isDamage(e)) {
                throw e;
            }
            LOG.warnf("The index in %s is damaged and is read from the log again: %s", folder, e.getMessage());
            clear();
            return checked();
        }
    }

    /** Whether the index's own files are at fault, and not the place where they lie. */
    private static boolean isDamage(Exception failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException
                || failure instanceof IllegalArgumentException;
    }

    private Opened checked() throws IOException {
        Directory directory = FSDirectory.open(folder);
        try {
            return checked(directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Opened checked(Directory directory) throws IOException {
        IndexWriter writer = new IndexWriter(directory, settings());
        try {
            return new Opened(directory, writer, checkedSearchers(writer));
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private static SearcherManager checkedSearchers(IndexWriter writer) throws IOException {
        SearcherManager searchers = new SearcherManager(writer, null);
        try {
            compareChecksums(searchers);
            return searchers;
        } catch (IOException | RuntimeException e) {
            // Else the damaged files, which are deleted, would stay open and on the disk.
            searchers.close();
            throw e;
        }
    }

    /** Else damage would be noticed when two parts are merged, days later. */
    private static void compareChecksums(SearcherManager searchers) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext part : searcher.getIndexReader().leaves()) {
                part.reader().checkIntegrity();
            }
        } finally {
            searchers.release(searcher);
        }
    }

    private void clear() throws IOException {
        try (Directory directory = FSDirectory.open(folder)) {
            for (String file : directory.listAll()) {
                if (isOfIndex(file)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    /**
     * Removes it where no living process has it open, as the lock says that the system takes from a process when it ends. One
     * that was never opened is left alone: somebody may be about to.
     *
     * @return whether it was removed
     */
    boolean deleteAbandoned() throws IOException {
        if (!Files.exists(folder.resolve(IndexWriter.WRITE_LOCK_NAME))) {
            return false;
        }
        try (Directory directory = FSDirectory.open(folder);
                Lock ignored = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            IOUtils.rm(folder);
            return true;
        } catch (LockObtainFailedException e) {
            return false;
        }
    }

    void delete() {
        try {
            IOUtils.rm(folder);
        } catch (IOException e) {
            throw new IndexFailedException("the index in " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private static boolean isOfIndex(String file) {
        return file.startsWith(IndexFileNames.SEGMENTS)
                || file.startsWith(IndexFileNames.PENDING_SEGMENTS)
                || IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches();
    }

    private static IndexWriterConfig settings() {
        var vectors = new Lucene99HnswVectorsFormat(NEIGHBOURS, NEIGHBOURS_LOOKED_AT);
        var codec = new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return vectors;
            }
        };
        var merging = new TieredMergePolicy();
        merging.setSegmentsPerTier(PARTS_OF_A_SIZE);
        merging.setMaxMergeAtOnce(PARTS_OF_A_SIZE);
        merging.setFloorSegmentMB(SMALL_PART_MEGABYTES);
        return new IndexWriterConfig().setCommitOnClose(false).setCodec(codec).setMergePolicy(merging);
    }

    /** An index that is open. */
    record Opened(Directory directory, IndexWriter writer, SearcherManager searchers) {
        Optional<Bookmark> bookmark() {
            var texts = new HashMap<String, String>();
            writer.getLiveCommitData().forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
            return Bookmark.of(texts);
        }

        /** What was not committed is lost. */
        void close() throws IOException {
            searchers.close();
            writer.rollback();
            directory.close();
        }
    }
}
