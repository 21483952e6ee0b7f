package io.cellar.sample;

import java.util.HashMap;
import java.util.Map;

/** Answers that no honest server gives: heads, bodies and connections made up to hurt a client. */
public final class ForgedFaults implements Faults.Provider {
  @Override
  public Map<String, Fault> faults() {
    Map<String, Fault> all = new HashMap<>(ConnectionFaults.all());
    all.putAll(HeadFaults.all());
    all.putAll(BodyFaults.all());
    return all;
  }
}
