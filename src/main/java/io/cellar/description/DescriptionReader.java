package io.cellar.description;

import io.cellar.input.FileTrouble;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads description files. Never trusts them: bounded in size, depth and time, and everything that
 * is wrong is told at once. Stateless; any thread, but not the window's, since it touches the disk.
 */
public final class DescriptionReader {
  private static final int LONGEST_BYTES = 3 * JsonText.LONGEST;

  /**
   * Reads a file, and the files of its levels where it names some. A relative cache root starts
   * from the folder of the file that it is written in.
   *
   * @throws DescriptionException with all problems; also when the file cannot be read
   */
  public DescriptionFile read(Path file) throws DescriptionException {
    Path folder = file.toAbsolutePath().getParent();
    return parse(text(file), file, folder, new LevelFiles(Optional.of(DescriptionReader::text)));
  }

  /**
   * Reads a file that only says where an image is; empty if it is any other description.
   *
   * @throws DescriptionException with all problems; also when the file cannot be read
   */
  public Optional<ImageReference> reference(Path file) throws DescriptionException {
    return reference(text(file), file);
  }

  /**
   * The same of a text that did not come from a file.
   *
   * @param fileName what to call it in messages
   */
  public Optional<ImageReference> reference(String text, Path fileName)
      throws DescriptionException {
    SourceText source = new SourceText(fileName.toString(), text);
    return ImageReference.parse(source, JsonText.readObject(source));
  }

  /**
   * Reads a text that did not come from a file; levels must be written in it in place.
   *
   * @param fileName what to call it in messages
   * @param rootBase folder that a relative cache root starts from, and that it may not leave
   *     without consent; for a description that came by URL see also {@link
   *     DescriptionFile#withRoot}
   * @throws DescriptionException with all problems
   */
  public DescriptionFile parse(String text, Path fileName, Path rootBase)
      throws DescriptionException {
    return parse(text, fileName, rootBase, new LevelFiles(Optional.empty()));
  }

  private static DescriptionFile parse(String text, Path fileName, Path base, LevelFiles files)
      throws DescriptionException {
    SourceText source = new SourceText(fileName.toString(), text);
    return new DescriptionParser(source, fileName, base, files).parse(JsonText.readObject(source));
  }

  private static String text(Path file) throws DescriptionException {
    try {
      byte[] bytes = RegularFile.read(file, LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw failure(
            file,
            "too long for a description, %d bytes where at most %d are taken"
                .formatted(Files.size(file), LONGEST_BYTES));
      }
      return decode(file, bytes);
    } catch (NoSuchFileException e) {
      throw failure(file, "there is no such file");
    } catch (RegularFile.NotRegularException e) {
      throw failure(file, "expected a description, this " + e.getReason());
    } catch (IOException e) {
      throw failure(file, unreadable(e));
    }
  }

  /** Why a file cannot be read, without its name, which Java's messages often are. */
  static String unreadable(IOException e) {
    return e instanceof AccessDeniedException
        ? "the file may not be read; ask its owner for access"
        : "the file cannot be read (" + FileTrouble.reason(e) + ")";
  }

  private static String decode(Path file, byte[] bytes) throws DescriptionException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw failure(file, "the file is no UTF-8 text; save it in that encoding");
    }
  }

  private static DescriptionException failure(Path file, String message) {
    SourceText source = new SourceText(file.toString(), "");
    source.problem("", -1, message);
    return source.failure();
  }
}
