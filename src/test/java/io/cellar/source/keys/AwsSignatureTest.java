package io.cellar.source.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against what Amazon has published: its Signature Version 4 test suite and S3's examples. */
class AwsSignatureTest {
  private static final AwsSignature SUITE =
      new AwsSignature(
          new AwsCredentials(
              "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty()),
          "us-east-1",
          "service");
  private static final AwsSignature S3 =
      new AwsSignature(
          new AwsCredentials(
              "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty()),
          "us-east-1",
          "s3");

  private static String suite(String pathAndQuery) {
    return SUITE
        .sign(
            "GET",
            URI.create("https://example.amazonaws.com" + pathAndQuery),
            Map.of(),
            Instant.parse("2015-08-30T12:36:00Z"))
        .get("Authorization");
  }

  private static String s3(String pathAndQuery, Map<String, String> headers) {
    Map<String, String> all = new java.util.HashMap<>(headers);
    all.put("x-amz-content-sha256", AwsSignature.NO_BODY);
    return S3.sign(
            "GET",
            URI.create("https://examplebucket.s3.amazonaws.com" + pathAndQuery),
            all,
            Instant.parse("2013-05-24T00:00:00Z"))
        .get("Authorization");
  }

  private static String signature(String authorization) {
    return authorization.replaceAll(".*Signature=", "");
  }

  @Test
  void getVanilla() {
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
            + " SignedHeaders=host;x-amz-date,"
            + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        suite("/"));
    assertEquals(suite("/"), suite(""));
  }

  @Test
  void getVanillaQueryOrderKeyCase() {
    assertEquals(
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        signature(suite("/?Param2=value2&Param1=value1")));
  }

  @Test
  void getUtf8() {
    assertEquals(
        "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85",
        signature(suite("/%E1%88%B4")));
  }

  @Test
  void getObjectWithARange() {
    assertEquals(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
            + " SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
            + " Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        s3("/test.txt", Map.of("Range", "bytes=0-9")));
  }

  @Test
  void queryPartsAreSigned() {
    assertEquals(
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        signature(s3("/?lifecycle", Map.of())));
    assertEquals(
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        signature(s3("/?max-keys=2&prefix=J", Map.of())));
  }

  @Test
  void aSessionTokenIsSentAndSigned() {
    AwsCredentials passing = new AwsCredentials("A", "secret", Optional.of("token"));
    Map<String, String> sent =
        new AwsSignature(passing, "eu-west-1", "s3")
            .sign("HEAD", URI.create("http://127.0.0.1:9000/b/k"), Map.of(), Instant.EPOCH);
    assertEquals("token", sent.get("x-amz-security-token"));
    assertTrue(sent.get("Authorization").contains("host;x-amz-date;x-amz-security-token"));
    assertFalse(sent.containsKey("host"));
    assertFalse(passing.toString().contains("secret") || passing.toString().contains("token"));
  }
}
