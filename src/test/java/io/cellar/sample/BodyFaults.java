package io.cellar.sample;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/** Faults of the body: something else than the block that was asked for, sent in good order. */
final class BodyFaults {
  private static final byte[] PAGE =
      "<!DOCTYPE html><html><head><title>Please log in</title></head><body>Log in</body></html>"
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] JSON =
      "{\"error\": \"the quota of this key is used up\"}".getBytes(StandardCharsets.UTF_8);

  private BodyFaults() {}

  /** A body made from the right answer. */
  @FunctionalInterface
  private interface Body {
    byte[] of(Wire wire) throws IOException;
  }

  static Map<String, Fault> all() {
    Map<String, Fault> faults = new HashMap<>();
    faults.put("html", wire -> send(wire, Response.of(200, "text/html; charset=utf-8", PAGE)));
    faults.put("json", wire -> send(wire, Response.of(200, "application/json", JSON)));
    faults.put("empty", wire -> send(wire, Response.of(200, "application/x-hdf5", new byte[0])));
    faults.put("204", wire -> send(wire, new Response(204, Map.of(), new byte[0])));
    faults.put("206", BodyFaults::partial);
    put(faults, "wrong-shape", BodyFaults::wrongShape);
    put(faults, "wrong-dtype", BodyFaults::wrongDtype);
    put(faults, "wrong-order", BodyFaults::bigEndian);
    put(faults, "wrong-dataset", wire -> file(block(wire), "/something/else"));
    put(faults, "extra-dimension", BodyFaults::extraDimension);
    put(faults, "truncated-hdf5", BodyFaults::truncatedFile);
    put(faults, "bomb-deflate", BodyFaults::deflateBomb);
    put(faults, "bomb-declared", BodyFaults::declaredBomb);
    put(faults, "random", wire -> random(wire, new byte[0]));
    put(faults, "random-hdf5", wire -> random(wire, Arrays.copyOf(good(wire), 8)));
    return faults;
  }

  /** Such a fault can only hit requests for blocks; others get the right answer. */
  private static void put(Map<String, Fault> faults, String kind, Body body) {
    faults.put(
        kind,
        wire ->
            send(
                wire,
                wire.asked().block().isEmpty()
                    ? wire.asked().answer()
                    : Response.of(200, "application/x-hdf5", body.of(wire))));
  }

  private static boolean send(Wire wire, Response response) throws IOException {
    response.write(wire.out());
    return true;
  }

  private static Block block(Wire wire) {
    return wire.asked().block().orElseThrow();
  }

  private static byte[] good(Wire wire) {
    return wire.asked().answer().body();
  }

  private static byte[] file(Block block, String dataset) throws IOException {
    return Hdf5Writer.encode(block, dataset, BlockEncoding.PLAIN);
  }

  private static boolean partial(Wire wire) throws IOException {
    byte[] half = Arrays.copyOf(good(wire), good(wire).length / 2);
    String range = "bytes 0-" + (half.length - 1) + "/" + good(wire).length;
    return send(wire, Response.of(206, "application/x-hdf5", half).with("Content-Range", range));
  }

  private static byte[] wrongShape(Wire wire) throws IOException {
    long[] shape = block(wire).shape();
    shape[shape.length - 1] += 1;
    return file(Block.zeros(block(wire).dtype(), shape), wire.dataset());
  }

  private static byte[] wrongDtype(Wire wire) throws IOException {
    DType other = block(wire).dtype() == DType.FLOAT64 ? DType.INT64 : DType.FLOAT64;
    return file(Block.zeros(other, block(wire).shape()), wire.dataset());
  }

  /** Right and properly declared, but with the bytes of each voxel the other way round. */
  private static byte[] bigEndian(Wire wire) {
    Block block = block(wire);
    byte[] bytes = HandmadeHdf5.bytes(block, ByteOrder.BIG_ENDIAN);
    return new HandmadeHdf5(
            wire.dataset(), block.dtype(), ByteOrder.BIG_ENDIAN, block.shape(), bytes, false)
        .encode();
  }

  private static byte[] extraDimension(Wire wire) throws IOException {
    Block block = block(wire);
    long[] shape = new long[block.rank() + 1];
    shape[0] = 1;
    System.arraycopy(block.shape(), 0, shape, 1, block.rank());
    return file(new Block(block.dtype(), shape, block.values()), wire.dataset());
  }

  private static byte[] truncatedFile(Wire wire) {
    byte[] whole = good(wire);
    Random random = new Random(wire.request().path().hashCode());
    return Arrays.copyOf(whole, (int) (whole.length * (0.01 + 0.98 * random.nextDouble())));
  }

  /** A chunk that says it holds the block, and inflates to a thousand times as much. */
  private static byte[] deflateBomb(Wire wire) {
    return handmade(wire, block(wire).shape(), Bomb.BYTES, true);
  }

  /** A small file whose header declares about 10^15 voxels. */
  private static byte[] declaredBomb(Wire wire) {
    long[] shape = new long[block(wire).rank()];
    Arrays.fill(shape, Math.round(Math.pow(1e15, 1.0 / shape.length)));
    return handmade(wire, shape, new byte[1024], false);
  }

  private static byte[] handmade(Wire wire, long[] shape, byte[] payload, boolean deflated) {
    return new HandmadeHdf5(
            wire.dataset(), block(wire).dtype(), ByteOrder.LITTLE_ENDIAN, shape, payload, deflated)
        .encode();
  }

  /** Zeros, deflated; made when first needed. */
  private static final class Bomb {
    static final byte[] BYTES = make();

    private static byte[] make() {
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(bomb)) {
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
          out.write(zeros);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return bomb.toByteArray();
    }
  }

  private static byte[] random(Wire wire, byte[] start) {
    byte[] bytes = new byte[Math.max(64, good(wire).length)];
    new Random(wire.request().path().hashCode()).nextBytes(bytes);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }
}
