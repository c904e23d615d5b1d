using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class FieldEditTests
{
    [Theory]
    [InlineData("title: Old", "title: New: or not?", "title: \"New: or not?\"")]
    [InlineData("title: Old", "title: New words", "title: New words")]
    [InlineData("title:   Old", "title: New", "title:   New")]
    [InlineData("title: 'It''s old' # why", "title: It's new", "title: 'It''s new' # why")]
    [InlineData("title: \"Old\"   # why", "title: A \"new\" \\ one", "title: \"A \\\"new\\\" \\\\ one\"   # why")]
    [InlineData("title: >- # folded\n  Old\n  words\n\n# next", "title: New", "title: \"New\" # folded\n\n# next")]
    [InlineData("title:\n  Old\n  words", "title: New", "title:\n  New")]
    [InlineData("title: # to do", "title: New", "title: \"New\" # to do")]
    [InlineData("title: Old", "title: Tip # 1", "title: \"Tip # 1\"")]
    [InlineData("title: Old", "title: - dash", "title: \"- dash\"")]
    [InlineData("title: Old", "title: ~", "title: ~")]
    [InlineData("title: Old", "title: 'quoted'", "title: \"'quoted'\"")]
    [InlineData("\"title\": Old", "title: New", "\"title\": New")]
    [InlineData("title: [a, b]", "title: New", "title: \"New\"")]
    public void A_value_is_replaced_where_it_stands_in_its_style(string line, string wanted, string result)
    {
        var before = $"---\n# first\n{line}\nauthor: ann  # her\n---\ntitle: text\n";

        Assert.Equal(before.Replace(line, result, StringComparison.Ordinal), FieldEdit.WithText(before, "title", null, wanted["title: ".Length..]));
    }

    [Theory]
    [InlineData("title: x", "title: x\ndescription: \"New: one\"")]
    [InlineData("# why\nauthor: ann", "description: \"New: one\"\n# why\nauthor: ann")]
    [InlineData("title: x # why\n\n# next\nauthor: ann", "title: x # why\ndescription: \"New: one\"\n\n# next\nauthor: ann")]
    [InlineData("references:\n  - a\ntitle: |-\n  x\n  y\ntopics: [a]", "references:\n  - a\ntitle: |-\n  x\n  y\ndescription: \"New: one\"\ntopics: [a]")]
    public void A_new_key_goes_below_the_one_before_it(string before, string after) =>
        Assert.Equal($"---\n{after}\n---\nText", FieldEdit.WithText($"---\n{before}\n---\nText", "description", null, "New: one"));

    [Theory]
    [InlineData("image: { src: a.png, alt: \"Old\" } # main", "alt", "New", "image: { src: a.png, alt: \"New\" } # main")]
    [InlineData("image: { src: a.png, alt: Old, caption: C }", "alt", "One, two", "image: { src: a.png, alt: \"One, two\", caption: C }")]
    [InlineData("image: { src: a.png }", "alt", "New", "image: { src: a.png, alt: \"New\" }")]
    [InlineData("image: { src: a.png, caption: C }", "alt", "New", "image: { src: a.png, alt: \"New\", caption: C }")]
    [InlineData("image: { caption: C }", "src", "images/a.png", "image: { src: \"images/a.png\", caption: C }")]
    [InlineData("image: {}", "src", "images/a.png", "image: { src: \"images/a.png\" }")]
    [InlineData("image:\n    src: a.png # file\n    # why\n    caption: C", "alt", "New", "image:\n    src: a.png # file\n    alt: \"New\"\n    # why\n    caption: C")]
    [InlineData("image:\n  src: a.png\n  alt: >\n    Old\n    words\n  caption: C", "alt", "New", "image:\n  src: a.png\n  alt: \"New\"\n  caption: C")]
    [InlineData("image:", "src", "images/a.png", "image: { src: \"images/a.png\" }")]
    public void A_picture_keeps_its_form(string before, string inner, string value, string after) =>
        Assert.Equal($"---\ntitle: x\n{after}\ntopics: [a]\n---\n", FieldEdit.WithText($"---\ntitle: x\n{before}\ntopics: [a]\n---\n", "image", inner, value));

    [Theory]
    [InlineData("modified: 2026-11-01\n", "modified", null, "")]
    [InlineData("modified: 2026-11-01  # day\n", "modified", null, "# day\n")]
    [InlineData("image:\n  src: a.png\n  alt: b\n\n# next\n", "image", null, "\n# next\n")]
    [InlineData("image: { src: a.png, alt: b, caption: c }\n", "image", "caption", "image: { src: a.png, alt: b }\n")]
    [InlineData("image: { caption: c, src: a.png }\n", "image", "caption", "image: { src: a.png }\n")]
    [InlineData("image:\n  src: a.png\n  caption: c # by\n  alt: b\n", "image", "caption", "image:\n  src: a.png\n# by\n  alt: b\n")]
    public void What_is_taken_out_leaves_its_comment(string before, string key, string? inner, string after) =>
        Assert.Equal($"---\ntitle: x\n{after}topics: [a]\n---\n", FieldEdit.Without($"---\ntitle: x\n{before}topics: [a]\n---\n", key, inner));

    [Theory]
    [InlineData("topics: [heat, cold]", "heat, ice", "topics: [heat, ice]")]
    [InlineData("topics: [ heat ,  cold ] # both", "cold, heat", "topics: [ cold ,  heat ] # both")]
    [InlineData("topics:\n  - heat # warm\n  - cold", "cold, heat, ice", "topics:\n  - cold\n  - heat # warm\n  - ice")]
    [InlineData("topics: [heat]", "ice", "topics: [ice]")]
    [InlineData("topics:\n- heat", "ice", "topics:\n- ice")]
    [InlineData("topics: heat", "heat", "topics: [heat]")]
    [InlineData("topics:", "heat", "topics: [heat]")]
    [InlineData("draft: true", "heat, no", "draft: true\ntopics: [heat, \"no\"]")]
    public void Words_of_a_list_change_and_its_form_stays(string before, string words, string after) =>
        Assert.Equal($"---\ntitle: x\n{after}\n---\n", FieldEdit.WithWords($"---\ntitle: x\n{before}\n---\n", "topics", words.Split(", ")));

    [Theory]
    [InlineData("no front matter")]
    [InlineData("---\n{ title: x }\n---\n")]
    [InlineData("---\ntitle: \"x\nauthor: ann\n---\n")]
    [InlineData("---\ntitle: x\ntitle: y\n---\n")]
    [InlineData("---\ntitle: &a x\nauthor: *a\n---\n")]
    public void What_can_not_be_read_back_is_not_written(string text) =>
        Assert.Throws<FormatException>(() => FieldEdit.WithText(text, "title", null, "New"));
}
