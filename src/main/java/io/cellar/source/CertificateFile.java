package io.cellar.source;

import java.io.IOException;
import java.nio.file.Path;

/** Looks at a file of certificates before it is used. */
public final class CertificateFile {
  private CertificateFile() {}

  /**
   * Reads it.
   *
   * @throws IOException if it cannot be read or holds no certificate that can be trusted
   */
  public static void check(Path pem) throws IOException {
    Authorities.context(pem);
  }
}
