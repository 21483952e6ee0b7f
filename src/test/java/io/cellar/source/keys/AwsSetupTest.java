package io.cellar.source.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSetupTest {
  @TempDir Path home;

  private void files(String credentials, String config) throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws/credentials"), credentials);
    Files.writeString(home.resolve(".aws/config"), config);
  }

  private static AwsCredentials key(String id, String secret, String token) {
    return new AwsCredentials(id, secret, Optional.ofNullable(token));
  }

  @Test
  void withoutAnythingThereIsNothing() {
    assertEquals(AwsSetup.NONE, AwsSetup.of(Map.of(), home));
  }

  @Test
  void theEnvironmentGoesBeforeFiles() throws Exception {
    files("[default]\naws_access_key_id=F\naws_secret_access_key=f\n", "[default]\nregion=eu-1\n");
    AwsSetup setup =
        AwsSetup.of(
            Map.of(
                "AWS_ACCESS_KEY_ID", "E",
                "AWS_SECRET_ACCESS_KEY", "e",
                "AWS_SESSION_TOKEN", "t",
                "AWS_REGION", "us-west-2",
                "AWS_ENDPOINT_URL", "http://localhost:9000",
                "AWS_ENDPOINT_URL_S3", "http://localhost:9001"),
            home);
    assertEquals(Optional.of(key("E", "e", "t")), setup.credentials());
    assertEquals(Optional.of("us-west-2"), setup.region());
    assertEquals(Optional.of("http://localhost:9001"), setup.endpoint());
    assertEquals(Optional.empty(), setup.remark());
  }

  @Test
  void aProfileIsASectionOfTwoFiles() throws Exception {
    files(
        "# mine\n[default]\naws_access_key_id = D\naws_secret_access_key = d\n"
            + "[lab]\nAWS_ACCESS_KEY_ID=L\naws_secret_access_key=a=b/c+\naws_session_token = t\n",
        "[default]\nregion = eu-west-1\n"
            + "[profile lab]\ns3 =\n  region = no\n; x\nregion = eu-central-1\n"
            + "endpoint_url = https://s3.example.org\n[lab]\nregion = no\n");
    AwsSetup plain = AwsSetup.of(Map.of("AWS_ACCESS_KEY_ID", " "), home);
    assertEquals(Optional.of(key("D", "d", null)), plain.credentials());
    assertEquals(Optional.of("eu-west-1"), plain.region());
    AwsSetup lab = AwsSetup.of(Map.of("AWS_PROFILE", "lab"), home);
    assertEquals(Optional.of(key("L", "a=b/c+", "t")), lab.credentials());
    assertEquals(Optional.of("eu-central-1"), lab.region());
    assertEquals(Optional.of("https://s3.example.org"), lab.endpoint());
  }

  @Test
  void aProfileWithoutAKeyIsRemarked() throws Exception {
    files("", "[profile sso]\nsso_session = x\n");
    AwsSetup setup = AwsSetup.of(Map.of("AWS_PROFILE", "sso"), home);
    assertEquals(Optional.empty(), setup.credentials());
    assertTrue(setup.remark().orElseThrow().contains("\"sso\""));
    assertTrue(AwsSetup.of(Map.of("AWS_PROFILE", "none"), home).remark().isPresent());
  }

  @Test
  void filesMayBeElsewhereAndAFolderInTheirPlaceIsRemarked() throws Exception {
    Path other = home.resolve("keys.ini");
    Files.writeString(other, "[default]\naws_access_key_id=O\naws_secret_access_key=o\n");
    AwsSetup setup = AwsSetup.of(Map.of("AWS_SHARED_CREDENTIALS_FILE", other.toString()), home);
    assertEquals(Optional.of(key("O", "o", null)), setup.credentials());
    AwsSetup folder = AwsSetup.of(Map.of("AWS_CONFIG_FILE", home.toString()), home);
    assertTrue(folder.remark().orElseThrow().contains("folder"), folder.toString());
  }
}
