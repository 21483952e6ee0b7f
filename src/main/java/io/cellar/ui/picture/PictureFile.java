package io.cellar.ui.picture;

import io.cellar.input.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes PNG files with texts in them: Latin-1 as {@code tEXt} chunks, everything else as {@code
 * iTXt} (PNG specification, third edition, 11.3.3). Blocks; not for the JavaFX thread.
 */
final class PictureFile {
  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final int LONGEST_KEYWORD = 79;

  private PictureFile() {}

  /**
   * Writes a picture, whole or not at all.
   *
   * @param texts keyword (1 to 79 characters of Latin-1) to text
   * @param replace true when the user has agreed that a file of that name is replaced
   * @throws FileAlreadyExistsException if there is such a file and it must not be replaced
   */
  static void write(BufferedImage picture, Map<String, String> texts, Path file, boolean replace)
      throws IOException {
    if (!replace && Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    AtomicFile.replace(file, part -> encode(picture, texts, part));
  }

  private static void encode(BufferedImage picture, Map<String, String> texts, Path part)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(part.toFile())) {
      writer.setOutput(out);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(
              ImageTypeSpecifier.createFromRenderedImage(picture), writer.getDefaultWriteParam());
      metadata.mergeTree(FORMAT, tree(texts));
      writer.write(new IIOImage(picture, null, metadata));
    } finally {
      writer.dispose();
    }
  }

  private static IIOMetadataNode tree(Map<String, String> texts) {
    IIOMetadataNode latin = new IIOMetadataNode("tEXt");
    IIOMetadataNode other = new IIOMetadataNode("iTXt");
    texts.forEach(
        (keyword, text) -> {
          if (keyword.isEmpty() || keyword.length() > LONGEST_KEYWORD) {
            throw new IllegalArgumentException("keyword of a PNG text: " + keyword);
          }
          if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            latin.appendChild(entry("tEXtEntry", keyword, "value", text));
          } else {
            other.appendChild(international(keyword, text));
          }
        });
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    for (IIOMetadataNode node : new IIOMetadataNode[] {latin, other}) {
      if (node.hasChildNodes()) {
        root.appendChild(node);
      }
    }
    return root;
  }

  private static IIOMetadataNode entry(
      String name, String keyword, String valueName, String value) {
    IIOMetadataNode node = new IIOMetadataNode(name);
    node.setAttribute("keyword", keyword);
    node.setAttribute(valueName, value);
    return node;
  }

  private static IIOMetadataNode international(String keyword, String text) {
    IIOMetadataNode node = entry("iTXtEntry", keyword, "text", text);
    node.setAttribute("compressionFlag", "FALSE");
    node.setAttribute("compressionMethod", "0");
    node.setAttribute("languageTag", "");
    node.setAttribute("translatedKeyword", "");
    return node;
  }
}
