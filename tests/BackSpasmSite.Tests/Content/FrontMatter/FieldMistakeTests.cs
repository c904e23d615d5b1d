using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Reviews;

namespace BackSpasmSite.Tests.Content.FrontMatter;

/// <summary>A mistake in a data file costs the field it is in and no more, also at a start, where there is no earlier version to keep.</summary>
public sealed class FieldMistakeTests
{
    private const string Site = """
        name: Backs
        tagline: Plain words
        description: What helps.
        language: en-GB
        time-zone: Europe/London
        organisation: The editors
        contact: mail@example.org
        emergency: { number: "112", text: "Call at once." }
        advice: { number: "111", text: "Ask here." }
        accent: "#0b5c6b"
        menu: [{ text: About, href: /about }, { text: Topics, href: /topics }]
        questions: [{ text: What helps?, href: /about }]
        """;

    [Theory]
    [InlineData("accent: \"#0b5c6b\"", "accent: teal", "accent")]
    [InlineData("accent: \"#0b5c6b\"", "accent: [teal]", "accent")]
    [InlineData("accent: \"#0b5c6b\"", "acent: \"#0b5c6b\"", "accent")]
    [InlineData("accent: \"#0b5c6b\"", "accent: \"#0b5c6b", "accent")]
    [InlineData("language: en-GB", "language: English!", "language")]
    [InlineData("time-zone: Europe/London", "time-zone: Mars/Olympus", "time-zone")]
    [InlineData("time-zone: Europe/London", "time-zone: { a: b }", "time-zone")]
    [InlineData("contact: mail@example.org", "contact: javascript:alert(1)", "contact")]
    [InlineData("tagline: Plain words", "tagline: Plain: words", "tagline")]
    [InlineData("tagline: Plain words", "tagline: [a, b", "tagline")]
    [InlineData("tagline: Plain words", "tagline: \"a\" b", "tagline")]
    [InlineData("tagline: Plain words", "tagline: &a b", "tagline")]
    [InlineData("tagline: Plain words", "tagline: { a: { b: ] } }", "tagline")]
    [InlineData("tagline: Plain words", "tagline: “Plain words”", "tagline")]
    [InlineData("tagline: Plain words", "tagline: a\ntagline: b", "tagline")]
    [InlineData("tagline: Plain words", "tagline:\n\t- a", "tagline")]
    [InlineData("tagline: Plain words", "tagline: Plain words\ngarbage", "tagline")]
    [InlineData("description: What helps.", "description: [a]", "description")]
    [InlineData("organisation: The editors", "organisation: { a: b }", "organisation")]
    [InlineData("name: Backs", "name: [Backs]", "name")]
    [InlineData("name: Backs", "name: \"\"", "name")]
    [InlineData("name: Backs\n", "", "name")]
    [InlineData("{ number: \"112\", text: \"Call at once.\" }", "{ number: one one two, text: \"Call at once.\" }", "number")]
    [InlineData("{ number: \"112\", text: \"Call at once.\" }", "{ number: \"112\", text: [x] }", "text")]
    [InlineData("{ number: \"112\", text: \"Call at once.\" }", "{ number: \"112\", text: \"Call at once.\", numbr: 1 }", "nothing")]
    [InlineData("{ number: \"112\", text: \"Call at once.\" }", "112", "text")]
    [InlineData("{ number: \"112\", text: \"Call at once.\" }", "\"112\"", "text")]
    [InlineData("{ number: \"111\", text: \"Ask here.\" }", "{ number: one one one, text: \"Ask here.\" }", "advice number")]
    [InlineData("{ number: \"111\", text: \"Ask here.\" }", "{ number: \"111\", text: [x] }", "advice text")]
    [InlineData("{ number: \"111\", text: \"Ask here.\" }", "{ number: \"111\", text: \"Ask here.\", numbr: 1 }", "nothing")]
    [InlineData("{ number: \"111\", text: \"Ask here.\" }", "111", "advice text")]
    [InlineData("{ text: About, href: /about }", "{ text: About }", "About")]
    [InlineData("{ text: About, href: /about }", "About", "About")]
    [InlineData("{ text: About, href: /about }", "{ text: About, href: [x] }", "About")]
    [InlineData("menu: [{ text: About, href: /about }, { text: Topics, href: /topics }]", "menu: /about", "About, Topics")]
    [InlineData("questions: [{ text: What helps?, href: /about }]", "questions: { text: x }", "questions")]
    public void A_mistake_in_site_yaml_costs_its_field_at_a_start(string good, string bad, string lost)
    {
        using var content = Content(Site.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Contains(edition.Diagnostics, problem => problem.Path == "site.yaml");
        var site = edition.Site;
        var gone = lost.Split(", ");
        AssertKept("name", site.Name == "Backs");
        AssertKept("description", site.Description == "What helps.");
        AssertKept("language", site.Language == "en-GB");
        AssertKept("time-zone", site.TimeZone.Id == "Europe/London");
        AssertKept("organisation", site.Organisation == "The editors");
        AssertKept("contact", site.Contact == "mail@example.org");
        AssertKept("number", site.Emergency?.Number == "112");
        AssertKept("text", site.Emergency?.Text == "Call at once.");
        AssertKept("advice number", site.Advice?.Number == "111");
        AssertKept("advice text", site.Advice?.Text == "Ask here.");
        AssertKept("accent", site.Accent == "#0b5c6b");
        AssertKept("About", site.Menu.Any(item => item.Text == "About"));
        AssertKept("Topics", site.Menu.Any(item => item.Text == "Topics"));
        AssertKept("questions", site.Questions.Count == 1);
        Assert.NotEmpty(site.Name);
        Assert.Single(edition.Articles);

        void AssertKept(string field, bool isThere) => Assert.True(isThere || gone.Contains(field), $"{field} is gone");
    }

    [Theory]
    [InlineData("emergency: \"999\"", "999")]
    [InlineData("emergency: 999", "999")]
    [InlineData("emergency: '+44 20 7946 0000'", "+44 20 7946 0000")]
    [InlineData("emergency: \" 999 \"", "999")]
    [InlineData("emergncy: \"999\"", "999")]
    [InlineData("emergency: call us", null)]
    [InlineData("emergency: ~", null)]
    [InlineData("emergency: [\"999\"]", "999")]
    public void A_number_without_its_key_is_reported_and_still_shown(string line, string? number)
    {
        using var content = Content(Site.ReplaceLineEndings("\n").Replace("emergency: { number: \"112\", text: \"Call at once.\" }", line, StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Contains(edition.Diagnostics, problem => problem.Path == "site.yaml" && problem.Severity == Severity.Error);
        Assert.Equal(number, edition.Site.Emergency?.Number);
    }

    [Fact]
    public void While_the_site_runs_a_wrong_field_keeps_its_last_good_value_and_the_others_are_new()
    {
        using var content = Content(Site);
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("site.yaml", Site.Replace("\"112\"", "one", StringComparison.Ordinal).Replace("\"111\"", "two", StringComparison.Ordinal).Replace("Plain words", "New words", StringComparison.Ordinal)
            .Replace("Call at once.", "Call now.", StringComparison.Ordinal));
        var site = builder.Build(ContentOnDisk.Today).Site;

        Assert.Equal("112", site.Emergency?.Number);
        Assert.Equal("111", site.Advice?.Number);
        Assert.Equal("New words", site.Tagline);
        Assert.Equal("Backs", site.Name);
    }

    private const string People = """
        editors: { name: The editors, role: [writes] }
        rita:
          name: Dr Rita Example
          role: [reviews, edits]
          credentials: MD
          organisation: Hospital
          bio: She reads.
          url: https://rita.example/
          interests: None.
        zoe: { name: Zoe, role: [edits] }
        """;

    [Theory]
    [InlineData("role: [reviews, edits]", "role: [reveiws, edits]", "reviews")]
    [InlineData("role: [reviews, edits]", "role: { a: b }", "reviews, edits")]
    [InlineData("role: [reviews, edits]", "role: [reviews, edits", "nothing")]
    [InlineData("name: Dr Rita Example", "name: [Rita]", "name")]
    [InlineData("  name: Dr Rita Example\n", "", "name")]
    [InlineData("url: https://rita.example/", "url: rita.example", "url")]
    [InlineData("bio: She reads.", "bio: { a: b }", "bio")]
    [InlineData("bio: She reads.", "bio: She: reads.", "nothing")]
    [InlineData("credentials: MD", "credentials: [MD]", "credentials")]
    [InlineData("credentials: MD", "credentails: MD", "")]
    [InlineData("organisation: Hospital", "organisation: [a]", "organisation")]
    [InlineData("interests: None.", "interests: [a]", "interests")]
    public void A_mistake_in_people_yaml_costs_its_field_at_a_start(string good, string bad, string lost)
    {
        using var content = Content(Site, People.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Contains(edition.Diagnostics, problem => problem.Path == "people.yaml");
        Assert.Equal(["editors", "rita", "zoe"], edition.People.Keys.Order());
        Assert.Equal("The editors", edition.Articles.Values.Single().Author.Name);
        Assert.Equal(["edits"], edition.People["zoe"].Roles);
        var rita = edition.People["rita"];
        var gone = lost.Split(", ");
        AssertKept("name", rita.Name == "Dr Rita Example");
        AssertKept("reviews", rita.Reviews);
        AssertKept("edits", rita.Roles.Contains("edits"));
        AssertKept("credentials", rita.Credentials == "MD");
        AssertKept("organisation", rita.Organisation == "Hospital");
        AssertKept("url", rita.Url == "https://rita.example/");
        AssertKept("interests", rita.Interests == "None.");
        Assert.NotEmpty(rita.Name);

        void AssertKept(string field, bool isThere) => Assert.Equal(!gone.Contains(field), isThere);
    }

    [Theory]
    [InlineData("zoe: { name: Zoe, role: [edits] }", "zoe: Zoe", "zoe")]
    [InlineData("zoe: { name: Zoe, role: [edits] }", "zoe: { name: [ }", "zoe")]
    [InlineData("editors: { name: The editors, role: [writes] }", "editors: { name: ] }", "editors")]
    public void Somebody_who_cannot_be_read_costs_nobody_else(string good, string bad, string lost)
    {
        using var content = Content(Site, People.Replace(good, bad, StringComparison.Ordinal));

        var edition = content.Build();

        Assert.Equal(["editors", "rita", "zoe"], edition.People.Keys.Order());
        Assert.Equal(lost, edition.People[lost].Name);
        Assert.All(edition.People.Values, person => Assert.True(person.Key == lost || person.Roles.Count > 0));
        Assert.All(edition.Diagnostics, problem => Assert.Equal("people.yaml", problem.Path));
    }

    [Fact]
    public void While_the_site_runs_a_reviewer_with_a_wrong_role_stays_one()
    {
        using var content = Content(Site, People);
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("people.yaml", People.Replace("[reviews, edits]", "[reveiws]", StringComparison.Ordinal).Replace("She reads.", "She reads much.", StringComparison.Ordinal));
        var rita = builder.Build(ContentOnDisk.Today).People["rita"];

        Assert.True(rita.Reviews);
        Assert.Equal("She reads much.", rita.Bio);
    }

    [Theory]
    [InlineData("title: About us\nmodified: 2026-02-30", "About us")]
    [InlineData("title: About us\ndescription: [a]", "About us")]
    [InlineData("title: About us\ndescripton: x", "About us")]
    [InlineData("title: About us\ndescription: a: b", "About us")]
    [InlineData("title: About us\nmodified: [", "About us")]
    [InlineData("title: [About]", "Our policy")]
    [InlineData("description: x", "Our policy")]
    [InlineData("[", "Our policy")]
    public void A_mistake_above_a_page_does_not_take_the_page(string front, string title)
    {
        using var content = Content(Site);
        content.Delete("pages/about.md");
        content.Write("pages/our-policy.md", $"---\n{front}\n---\nOur words.");

        var edition = content.Build();

        var page = Assert.Single(edition.Pages.Values);
        Assert.Equal(title, page.Title);
        Assert.Contains("Our words.", page.Html, StringComparison.Ordinal);
        Assert.Contains(edition.Diagnostics, problem => problem.Path == "pages/our-policy.md");
    }

    [Theory]
    [InlineData("{\"literal\":\"in press\"}")]
    [InlineData("{\"season\":\"spring\"}")]
    [InlineData("{\"date-parts\":[[]]}")]
    public void One_bad_date_does_not_keep_other_new_papers_out(string issued)
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("references.json", $$"""
            [{ "id": "a-2020", "type": "article-journal", "title": "About a, corrected", "custom": { "finding": "New." } },
             { "id": "b-2026", "type": "article-journal", "title": "New", "issued": {{issued}} },
             { "id": "c-2026", "type": "article-journal", "title": "Newer" }]
            """);
        var edition = builder.Build(ContentOnDisk.Today);

        Assert.Equal(["a-2020", "b-2026", "c-2026"], edition.Bibliography.Ids.Order());
        Assert.Equal("New.", edition.Bibliography.Find("a-2020")!.Finding);
        Assert.Equal(["REF002"], edition.Diagnostics.Select(problem => problem.Code));
    }

    [Fact]
    public void A_slip_in_the_middle_of_the_bibliography_costs_no_paper_before_or_after_it()
    {
        using var content = ContentOnDisk.WithText("Heat (1, 2).", "a-2020", "b-2020");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);

        content.Write("references.json", """
            [{ "id": "new", "type": "book", "title": "New" },
             { "id": "a-2020", "type": "book", "title": "Changed", "note": broken },
             { "id": "b-2020", "type": "book", "title": "Changed too" }]
            """);
        var edition = builder.Build(ContentOnDisk.Today);

        // The paper at the slip stays as it was.
        Assert.Equal(["a-2020", "b-2020", "new"], edition.Bibliography.Ids.Order());
        Assert.Equal("About a-2020", edition.Bibliography.Find("a-2020")!.Title);
        Assert.Equal("Changed too", edition.Bibliography.Find("b-2020")!.Title);
        Assert.Equal(["references.json(2,64) REF001"], edition.Diagnostics.Select(problem => $"{problem.Path}({problem.Line},{problem.Column}) {problem.Code}"));
        // At a start there is nothing to stay.
        Assert.Equal(["b-2020", "new"], content.Build().Bibliography.Ids.Order());
    }

    [Fact]
    public void A_paper_that_is_taken_out_of_a_whole_file_is_gone()
    {
        using var content = ContentOnDisk.WithText("Heat (1).", "a-2020", "b-2020");
        var builder = content.Builder();
        builder.Build(ContentOnDisk.Today);
        content.Write("references.json", """[{ "id": "a-2020", "type": "book", "title": "A", "issued": "soon" }]""");

        Assert.Equal(["a-2020"], builder.Build(ContentOnDisk.Today).Bibliography.Ids);
    }

    [Fact]
    public void A_reviewer_is_found_by_an_account_whatever_its_capitals()
    {
        using var content = Content(Site, People);
        var edition = content.Build();

        Assert.Equal("rita", ReviewerAccount.Of("Rita", edition)?.Key);
        Assert.Equal("rita", ReviewerAccount.Of("RITA", edition)?.Key);
        Assert.Null(ReviewerAccount.Of("zoe", edition));
        Assert.Contains("not a reviewer", ReviewerAccount.WhyNot("Zoe", edition), StringComparison.Ordinal);
        Assert.Contains("Did you mean “rita”?", ReviewerAccount.WhyNot("ritta", edition), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_keys_that_differ_in_capitals_only_are_told_apart_or_neither_is_taken()
    {
        using var content = Content(Site, "rita: { name: One, role: reviews }\nRita: { name: Two, role: reviews }");
        var edition = content.Build();

        Assert.Equal("Two", ReviewerAccount.Of("Rita", edition)?.Name);
        Assert.Null(ReviewerAccount.Of("RITA", edition));
        Assert.Contains("“Rita” or “rita”", ReviewerAccount.WhyNot("RITA", edition), StringComparison.Ordinal);
    }

    private static ContentOnDisk Content(string site, string people = People)
    {
        var content = ContentOnDisk.WithText("Heat helps.");
        content.Write("site.yaml", site);
        content.Write("people.yaml", people);
        content.Write("pages/about.md", "---\ntitle: About\n---\nAbout.");
        return content;
    }
}
