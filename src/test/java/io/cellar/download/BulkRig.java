package io.cellar.download;

import io.cellar.source.SourceException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A {@link Rig} for tests in other packages. */
public final class BulkRig implements AutoCloseable {
  private final Rig rig;

  public BulkRig(int blocks) {
    rig = new Rig(blocks);
  }

  public BlockEngine engine() {
    return rig.engine;
  }

  public VirtualTime time() {
    return rig.time;
  }

  public FakeStore store() {
    return rig.store;
  }

  public int fileset() {
    return rig.fileset;
  }

  public void putOnDisk(long index) {
    rig.store.files.put(index, new byte[] {(byte) index});
  }

  public void absent(long index) {
    rig.source.script(index, Rig.absent());
  }

  public void refused(long index) {
    rig.source.script(
        index,
        (box, progress) -> {
          throw new SourceException.Refused("HTTP 418", null);
        });
  }

  public void deny() {
    rig.source.always(
        (box, progress) -> {
          throw new SourceException.AccessDenied("HTTP 403");
        });
  }

  public void unreachable() {
    rig.source.always(Rig.unreachable());
  }

  public void stall() {
    rig.source.always(Rig.never());
  }

  public void onWrite(FakeStore.Trouble trouble) {
    rig.store.writing = trouble;
  }

  public int asked() {
    return rig.source.asked.size();
  }

  public long timesAsked(long index) {
    return rig.source.timesAsked(index);
  }

  public void advance(Duration by) {
    rig.time.advance(by);
  }

  public void advanceUntil(BooleanSupplier condition) {
    rig.advanceUntil(condition);
  }

  public static void until(BooleanSupplier condition) {
    Rig.until(condition);
  }

  @Override
  public void close() {
    rig.close();
  }
}
