package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.DType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Files made by hand whose structure has no end, or claims to be larger than any file. */
class EndlessFileTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration SOON = Duration.ofSeconds(30); // of this thread's time
  private static final int FRONT = 48;
  private static final int NODE = 24 + 16 * 1000 + 8;

  /** A superblock of version 2, whose root group follows it. */
  private static byte[] file(byte[] behind) {
    byte[] front =
        new LittleEndian()
            .u8(0x89)
            .bytes("HDF\r\n\032\n".getBytes(StandardCharsets.US_ASCII))
            .u8(2)
            .u8(8)
            .u8(8)
            .u8(0)
            .u64(0)
            .u64(-1)
            .u64(FRONT + behind.length)
            .u64(FRONT)
            .toBytes();
    int checksum = io.jhdf.checksum.ChecksumUtils.checksum(front);
    return new LittleEndian().bytes(front).u32(checksum).bytes(behind).toBytes();
  }

  /**
   * A group of the old kind whose tree has nodes of a thousand children.
   *
   * @param children the number of the node that all children of a node are; beyond the last: the
   *     symbol table node
   * @param levels level that a node says it has
   */
  private static byte[] tree(
      int nodes, IntFunction<Integer> children, IntFunction<Integer> levels) {
    int length = HeaderMessage.header(List.of(new HeaderMessage(0x11, new byte[16]))).length;
    int heapAt = (FRONT + length + 7) / 8 * 8;
    int treeAt = heapAt + 40;
    LittleEndian out =
        new LittleEndian()
            .bytes(
                HeaderMessage.header(
                    List.of(
                        new HeaderMessage(
                            0x11, new LittleEndian().u64(treeAt).u64(heapAt).toBytes()))))
            .padTo(heapAt - FRONT)
            .bytes("HEAP".getBytes(StandardCharsets.US_ASCII))
            .u32(0)
            .u64(8)
            .u64(-1)
            .u64(heapAt + 32)
            .bytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 0});
    for (int n = 0; n < nodes; n++) {
      out.bytes("TREE".getBytes(StandardCharsets.US_ASCII)).u8(0).u8(levels.apply(n)).u16(1000);
      out.u64(-1).u64(-1);
      for (int i = 0; i < 1000; i++) {
        out.u64(0).u64(treeAt + (long) NODE * children.apply(n));
      }
      out.u64(0);
    }
    return file(out.bytes("SNOD".getBytes(StandardCharsets.US_ASCII)).u8(1).u8(0).u16(0).toBytes());
  }

  @Test
  void treesThatFanOutOrGoRoundEnd() {
    int nodes = 12;
    refused(tree(nodes, n -> n + 1, n -> nodes - 1 - n), Problem.TOO_LARGE, "have no end");
    refused(tree(nodes, n -> 0, n -> nodes - 1 - n), Problem.CORRUPT, "no node of a group");
    refused(tree(nodes, n -> n, n -> 5), Problem.CORRUPT, "no node of a group");
  }

  @Test
  void headersThatContinueInThemselvesEnd() {
    byte[] continued = new LittleEndian().u64(FRONT + 16).u64(24 * 100).toBytes();
    LittleEndian header = new LittleEndian().u8(1).u8(0).u16(100).u32(1).u32(24 * 100).u32(0);
    for (int i = 0; i < 100; i++) {
      header.u16(0x10).u16(16).u32(0).bytes(continued);
    }
    refused(file(header.toBytes()), Problem.CORRUPT, "continues without end");
  }

  @Test
  void groupsThatShareOneLargeHeaderEnd() {
    // Many small headers, each of which continues in the same long one.
    int groups = 3000;
    int small = 16 + 24;
    int long0 = 1 << 20;
    List<HeaderMessage> links = new ArrayList<>();
    long first = 2L << 20;
    for (int i = 0; i < groups; i++) {
      links.add(HeaderMessage.link("g" + i, first + (long) small * i));
    }
    LittleEndian out = new LittleEndian().bytes(HeaderMessage.header(links));
    int longAt = (FRONT + out.size() + 7) / 8 * 8;
    out.padTo(longAt - FRONT);
    for (int i = 0; i < long0 / 8; i++) {
      out.u16(0x0d).u16(0).u32(0);
    }
    out.padTo((int) first - FRONT);
    for (int i = 0; i < groups; i++) {
      out.u8(1).u8(0).u16(2).u32(1).u32(24).u32(0);
      out.u16(0x10).u16(16).u32(0).u64(longAt).u64(long0 - 64);
    }
    refused(file(out.toBytes()), Problem.TOO_LARGE, "have no end");
  }

  private static void refused(byte[] file, Problem problem, String reason) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    Hdf5Exception listed =
        assertThrows(
            Hdf5Exception.class,
            () ->
                new ObjectTree(OpenFile.open(FileBytes.of(file), OpenFile.Tail.REFUSED))
                    .visitDatasets((_, _) -> {}));
    assertEquals(problem, listed.problem(), listed::getMessage);
    assertTrue(listed.getMessage().contains(reason), listed.getMessage());
    Expectation any = Expectation.exactly(new long[] {1}, DType.UINT8);
    assertThrows(Hdf5Exception.class, () -> Hdf5Reader.read(file, "cube", any));
    long spent = THREADS.getCurrentThreadCpuTime() - nanos;
    assertTrue(spent < SOON.toNanos(), () -> "took " + spent + " ns of CPU");
  }
}
