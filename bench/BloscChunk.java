import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compresses a file of bytes as numcodecs' {@code Blosc(cname="zstd", shuffle=0)} does, in one
 * block: Blosc 1's header of 16 bytes, the offset of the block, its length, a zstd frame.
 *
 * <pre>java -cp target/app/lib/zstd-jni-*.jar BloscChunk.java RAW OUT</pre>
 */
public final class BloscChunk {
  private static final int VERSION = 2;
  private static final int ZSTD_VERSION = 1;
  private static final int ZSTD_WHOLE_BLOCKS = 4 << 5 | 0x10;

  private BloscChunk() {}

  public static void main(String[] args) throws IOException {
    byte[] raw = Files.readAllBytes(Path.of(args[0]));
    byte[] frame = Zstd.compress(raw, 5);
    int length = 16 + 4 + 4 + frame.length;
    ByteBuffer chunk = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put((byte) VERSION).put((byte) ZSTD_VERSION).put((byte) ZSTD_WHOLE_BLOCKS);
    chunk.put((byte) 1).putInt(raw.length).putInt(raw.length).putInt(length);
    chunk.putInt(20).putInt(frame.length).put(frame);
    Files.write(Path.of(args[1]), chunk.array());
  }
}
