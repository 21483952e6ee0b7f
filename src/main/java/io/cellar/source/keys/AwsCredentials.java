package io.cellar.source.keys;

import java.util.Optional;

/** Who signs. The secret and the token are never shown. */
record AwsCredentials(String accessKeyId, String secret, Optional<String> sessionToken) {
  @Override
  public String toString() {
    return "AwsCredentials[hidden]";
  }
}
