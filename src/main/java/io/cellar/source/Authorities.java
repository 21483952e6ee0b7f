package io.cellar.source;

import io.cellar.input.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificate authorities from a PEM file, trusted besides the system's own. */
final class Authorities {
  private static final int LONGEST = 16 << 20;

  private Authorities() {}

  /**
   * A TLS context that trusts both.
   *
   * @throws IOException naming the file, if it cannot be read or holds no certificate
   */
  static SSLContext context(Path pem) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int n = 0;
      for (X509Certificate own : systemCertificates()) {
        store.setCertificateEntry("system-" + n++, own);
      }
      for (Certificate added : read(pem)) {
        store.setCertificateEntry("added-" + n++, added);
      }
      TrustManagerFactory factory = trustFactory(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("certificates in " + pem + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> read(Path pem)
      throws IOException, GeneralSecurityException {
    try (InputStream in = new ByteArrayInputStream(RegularFile.read(pem, LONGEST))) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException(pem + " holds no certificate; expected a PEM file");
      }
      return found;
    }
  }

  private static X509Certificate[] systemCertificates() throws GeneralSecurityException {
    for (TrustManager manager : trustFactory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManagerFactory trustFactory(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
