package io.cellar.source.keys;

import io.cellar.input.FileTrouble;
import io.cellar.input.Location;
import io.cellar.input.PrintableText;
import io.cellar.input.RegularFile;
import io.cellar.source.ByteRange;
import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The files below a folder. No file and a folder in a file's place are the proof that there is no
 * object; an empty file is an object of no bytes. Links that lead out of the folder that was opened
 * first are refused, and so are devices and pipes.
 */
public final class FolderKeys implements KeyStore {
  /** Of a folder with more names only so many are listed. */
  public static final int MOST_NAMES = 100_000;

  private static final int LONGEST = Integer.MAX_VALUE - 8;
  private static final int SLICE = 1 << 20;

  private final RootFolder folder;
  private final String prefix;

  /**
   * @param root need not exist
   */
  public FolderKeys(Path root) {
    this(new RootFolder(root), "");
  }

  private FolderKeys(RootFolder folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  @Override
  public String address(String key) {
    String below = KeyParts.join(prefix, key);
    String root = new Location.OnDisk(folder.root()).shown();
    return below.isEmpty() ? root : root + "/" + PrintableText.of(below, 1000);
  }

  @Override
  public String host() {
    return "file:";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException, InterruptedException {
    try {
      Optional<RootFolder.Entry> entry = file(key);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      long size = entry.get().attributes().size();
      int most = (int) Math.min(mostBytes, LONGEST);
      if (size > most) {
        throw tooLong(key, size, most);
      }
      byte[] bytes = RegularFile.read(entry.get().path(), Math.min(most, LONGEST - 1) + 1);
      if (bytes.length > most) {
        throw tooLong(key, bytes.length, most);
      }
      progress.bytes(bytes.length, bytes.length);
      return Optional.of(StoredObject.of(bytes));
    } catch (IOException e) {
      throw failure(key, e);
    }
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException, InterruptedException {
    try {
      Optional<RootFolder.Entry> entry = file(key);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      try (FileChannel in = FileChannel.open(entry.get().path(), StandardOpenOption.READ)) {
        return Optional.of(StoredObject.of(part(key, in, range, progress)));
      }
    } catch (ClosedByInterruptException _) {
      Thread.interrupted();
      throw new InterruptedException();
    } catch (IOException e) {
      throw failure(key, e);
    }
  }

  private byte[] part(String key, FileChannel in, ByteRange range, TransferProgress progress)
      throws IOException {
    long size = in.size();
    long offset =
        switch (range) {
          case ByteRange.Of(long from, long _) -> from;
          case ByteRange.Last(long length) -> size - length;
        };
    if (range.length() > LONGEST) {
      throw tooLong(key, range.length(), LONGEST);
    }
    if (offset < 0 || offset > size || range.length() > size - offset) {
      throw tooShort(key, range, size);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) range.length());
    while (bytes.hasRemaining()) {
      // In slices: the channel copies through a native buffer as long as what is asked for.
      ByteBuffer slice = bytes.slice().limit(Math.min(SLICE, bytes.remaining()));
      int n = in.read(slice, offset + bytes.position());
      if (n < 0) {
        throw tooShort(key, range, offset + bytes.position());
      }
      bytes.position(bytes.position() + n);
      progress.bytes(bytes.position(), bytes.capacity());
    }
    return bytes.array();
  }

  /** A regular file; empty when there is none, which a folder in its place proves too. */
  private Optional<RootFolder.Entry> file(String key) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Optional<RootFolder.Entry> entry = folder.find(KeyParts.join(prefix, key));
    if (entry.isEmpty() || entry.get().attributes().isDirectory()) {
      return Optional.empty();
    }
    RegularFile.require(entry.get().path());
    return entry;
  }

  @Override
  public Look look(String key) throws SourceException, InterruptedException {
    try {
      Optional<RootFolder.Entry> entry = file(key);
      if (entry.isEmpty()) {
        return new Look(key, Optional.empty(), Look.NO_FILE);
      }
      byte[] bytes =
          Pages.unzipped(get(key, MOST_METADATA, TransferProgress.NONE).orElseThrow().bytes());
      folder.witness(entry.get().path());
      return new Look(key, Optional.of(bytes), Pages.words(bytes));
    } catch (IOException e) {
      if (LocalTrouble.in(e).isPresent()) {
        throw failure(key, e);
      }
      return new Look(key, Optional.empty(), reason(key, e));
    }
  }

  @Override
  public Optional<List<String>> list(String key) throws SourceException {
    List<String> names = new ArrayList<>();
    try {
      Optional<RootFolder.Entry> entry =
          folder.find(KeyParts.join(prefix, KeyParts.withoutSlash(key)));
      if (entry.isEmpty()) {
        return Optional.of(List.of());
      }
      try (DirectoryStream<Path> children = Files.newDirectoryStream(entry.get().path())) {
        for (Path child : children) {
          if (names.size() == MOST_NAMES) {
            break;
          }
          names.add(child.getFileName() + (Files.isDirectory(child) ? "/" : ""));
        }
      }
    } catch (NotDirectoryException _) {
      return Optional.of(List.of());
    } catch (DirectoryIteratorException e) {
      throw failure(key, e.getCause());
    } catch (IOException e) {
      throw failure(key, e);
    }
    Collections.sort(names);
    return Optional.of(List.copyOf(names));
  }

  @Override
  public StoreNotes notes() {
    return StoreNotes.NONE;
  }

  @Override
  public void forget() {}

  @Override
  public KeyStore at(String key) {
    return new FolderKeys(folder, KeyParts.join(prefix, KeyParts.withoutSlash(key)));
  }

  @Override
  public Optional<KeyStore> parent() {
    if (prefix.isEmpty()) {
      return Optional.ofNullable(folder.root().getParent()).map(FolderKeys::new);
    }
    return Optional.of(
        new FolderKeys(folder, prefix.substring(0, Math.max(0, prefix.lastIndexOf('/')))));
  }

  private SourceException tooLong(String key, long size, long most) {
    return new SourceException.Invalid(
        address(key) + ": " + size + " bytes, where at most " + most + " were expected", null);
  }

  private SourceException tooShort(String key, ByteRange range, long size) {
    return new SourceException.Invalid(
        address(key) + ": too short, " + size + " bytes, where " + range + " were expected", null);
  }

  /** What the operating system says of one file says nothing of the others. */
  private SourceException failure(String key, IOException e) {
    if (e instanceof SourceException known) {
      return known;
    }
    Optional<SourceException.OutOfResources> shortage = LocalTrouble.in(e);
    if (shortage.isPresent()) {
      return shortage.get();
    }
    String message = address(key) + ": " + FileTrouble.reason(e);
    return e instanceof java.nio.file.AccessDeniedException
            || e instanceof RegularFile.NotRegularException
        ? new SourceException.Refused(message, e)
        : new SourceException.Invalid(message, e);
  }

  private String reason(String key, IOException e) {
    String message = e instanceof SourceException ? e.getMessage() : FileTrouble.reason(e);
    return message.startsWith(address(key) + ": ")
        ? message.substring(address(key).length() + 2)
        : message;
  }
}
