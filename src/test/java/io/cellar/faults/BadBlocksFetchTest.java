package io.cellar.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.source.ScriptedServer;
import io.cellar.volume.VolumeDescription;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that can never send a few blocks of a volume, over the network of this computer. */
class BadBlocksFetchTest {
  /** What comes in place of a whole answer. */
  enum Fault {
    ERROR_500("HTTP 500", _ -> ScriptedServer.answer("HTTP/1.1 500 On purpose", "")),
    CUT("connection broken", whole -> Arrays.copyOf(whole, whole.length * 2 / 3)),
    PAGE("not the block", _ -> ScriptedServer.ok("<html>"));

    private final String kind;
    private final UnaryOperator<byte[]> answer;

    Fault(String kind, UnaryOperator<byte[]> answer) {
      this.kind = kind;
      this.answer = answer;
    }

    /** Eight of 512 blocks: one in each layer. */
    private byte[] answer(FaultRig rig, String request) {
      byte[] whole = BusyServer.block(rig, request);
      return request.contains("/80-96_48-64_") ? answer.apply(whole) : whole;
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsThoseAndFetchesTheOthers(Fault fault) throws Exception {
    try (FaultRig rig = new FaultRig(512);
        ScriptedServer server = ScriptedServer.plain(head -> fault.answer(rig, head.getFirst()))) {
      VolumeDescription volume =
          rig.describe(
              rig.text("", "blocks")
                  .replace(rig.server().origin(), "http://127.0.0.1:" + server.port()));
      FetchOptions options = FetchOptions.impatient(BlockOrder.SCAN, Duration.ofMinutes(10));
      try (Client client = new Client(volume, ClientOptions.usual(), Wire.BOXES);
          RegionFetch fetch = client.begin(options)) {
        FetchProgress progress = fetch.done().get(60, TimeUnit.SECONDS);
        assertEquals(FetchState.FINISHED, progress.state(), progress::toString);
        assertEquals(504, progress.fetched());
        assertEquals(Map.of(fault.kind, 8L), progress.failures());
        assertTrue(fetch.failures().stream().allMatch(f -> f.tries().orElse(0) > 1), "no retries");
        assertEquals(Condition.FINE, client.engine().stats().hosts().getFirst().condition());
      }
    }
  }
}
