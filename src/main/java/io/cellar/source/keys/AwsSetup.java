package io.cellar.source.keys;

import io.cellar.input.FileTrouble;
import io.cellar.input.PrintableText;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the user has set up for Amazon's tools (AWS Command Line Interface User Guide,
 * "Configuration and credential file settings" and "Environment variables"): keys of the
 * environment or of the profile's files. Other ways to log in, such as roles and single sign-on,
 * are not supported.
 *
 * @param endpoint address of a store other than Amazon's
 * @param remark in few words why there are no credentials, where some seem to be meant
 */
record AwsSetup(
    Optional<AwsCredentials> credentials,
    Optional<String> region,
    Optional<String> endpoint,
    Optional<String> remark) {
  private static final int LONGEST_FILE = 1 << 20;

  static final AwsSetup NONE =
      new AwsSetup(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Reads environment and files, now. */
  static AwsSetup of(Map<String, String> environment, Path home) {
    Values env = name -> Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
    String profile = env.get("AWS_PROFILE").or(() -> env.get("AWS_DEFAULT_PROFILE")).orElse("");
    String name = profile.isEmpty() ? "default" : profile;
    Map<String, String> file = new HashMap<>();
    Optional<String> trouble = Optional.empty();
    try {
      String section = name.equals("default") ? name : "profile " + name;
      file.putAll(read(path(env, "AWS_CONFIG_FILE", home, "config"), section));
      file.putAll(read(path(env, "AWS_SHARED_CREDENTIALS_FILE", home, "credentials"), name));
    } catch (IOException e) {
      trouble = Optional.of("the files of AWS profiles cannot be read: " + FileTrouble.reason(e));
    } catch (InvalidPathException _) {
      trouble = Optional.of("the files of AWS profiles have no valid name");
    }
    Values of = key -> Optional.ofNullable(file.get(key)).filter(v -> !v.isBlank());
    Optional<AwsCredentials> credentials =
        credentials(env, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
            .or(
                () ->
                    credentials(
                        of, "aws_access_key_id", "aws_secret_access_key", "aws_session_token"));
    if (credentials.isEmpty() && trouble.isEmpty() && (!profile.isEmpty() || !file.isEmpty())) {
      trouble =
          Optional.of(
              "the AWS profile \""
                  + PrintableText.of(name, 60)
                  + "\" has no access key of its own");
    }
    return new AwsSetup(
        credentials,
        env.get("AWS_REGION").or(() -> env.get("AWS_DEFAULT_REGION")).or(() -> of.get("region")),
        env.get("AWS_ENDPOINT_URL_S3")
            .or(() -> env.get("AWS_ENDPOINT_URL"))
            .or(() -> of.get("endpoint_url")),
        credentials.isPresent() ? Optional.empty() : trouble);
  }

  /** The same, at another store. */
  AwsSetup withEndpoint(Optional<String> value) {
    return value.isEmpty() ? this : new AwsSetup(credentials, region, value, remark);
  }

  /** Named values, blank ones as if they were not there. */
  @FunctionalInterface
  private interface Values {
    Optional<String> get(String name);
  }

  private static Optional<AwsCredentials> credentials(
      Values from, String id, String secret, String token) {
    return from.get(id)
        .flatMap(key -> from.get(secret).map(s -> new AwsCredentials(key, s, from.get(token))));
  }

  private static Path path(Values env, String name, Path home, String file) {
    return env.get(name).map(Path::of).orElseGet(() -> home.resolve(".aws").resolve(file));
  }

  /** One section of an ini file; empty without the file or the section. */
  private static Map<String, String> read(Path file, String section) throws IOException {
    String text;
    try {
      text = new String(RegularFile.read(file, LONGEST_FILE), StandardCharsets.UTF_8);
    } catch (NoSuchFileException _) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      String bare = line.strip();
      if (bare.startsWith("[") && bare.endsWith("]")) {
        inside = bare.substring(1, bare.length() - 1).strip().equals(section);
      } else if (inside && !bare.isEmpty() && "#;".indexOf(bare.charAt(0)) < 0) {
        int equals = bare.indexOf('=');
        // An indented line is part of a nested setting.
        if (equals > 0 && !Character.isWhitespace(line.charAt(0))) {
          String key = bare.substring(0, equals).strip().toLowerCase(Locale.ROOT);
          values.put(key, bare.substring(equals + 1).strip());
        }
      }
    }
    return values;
  }
}
