// Checks PDF files against PDF/UA-1 and PDF/A-2a with veraPDF's engine.
// Usage: java -cp engine.jar:jaxb-runtime.jar Validate.java ua1,2a file.pdf ...
// Prints one line a file and profile, and the clauses that fail. Exit status 1 when any fails.

import java.io.File;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class Validate {
    public static void main(String[] args) throws Exception {
        if (args.length < 2) {
            System.err.println("usage: Validate PROFILES FILE...");
            System.exit(2);
        }
        Logger.getLogger("org.verapdf").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allPass = true;
        for (int at = 1; at < args.length; at++) {
            for (String profile : args[0].split(",")) {
                allPass &= passes(new File(args[at]), profile);
            }
        }
        System.exit(allPass ? 0 : 1);
    }

    private static boolean passes(File file, String profile) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean pass = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.printf("%s %s %s, %d assertions%n", pass ? "pass" : "FAIL", profile, file, result.getTotalAssertions());
            for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
                RuleId rule = failed.getKey();
                System.out.printf("    %s clause %s test %d: %d times%n",
                        rule.getSpecification().getId(), rule.getClause(), rule.getTestNumber(), failed.getValue());
            }
            return pass;
        }
    }
}
