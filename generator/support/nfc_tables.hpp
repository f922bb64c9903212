// What Normalization Form C changes, for nfc.cpp alone. Made by tests/unit/data/make_nfc_tables.py from Unicode
// 14.0.0; do not edit. Hangul is not here: nfc.cpp calculates it.
#pragma once

#include <string_view>

namespace statusgen {

struct Composition {
  char32_t mark;
  std::u32string_view pairs;  // what stands before the mark, and what both together become
};
struct CombiningClass {
  unsigned char value;
  std::u32string_view ranges;  // the first character, and how many follow each other
};
struct Replacements {
  char32_t first;
  std::u32string_view by;  // for `first` and those that follow it
};

inline constexpr Composition kCompositions[] = {
    {0x0300, U"AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲ"
     U"ἱἳἸἺἹἻὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ\u1FBF\u1FCDϊῒΙῚ\u1FFE\u1FDDϋῢΥῪ\u00A8\u1FEDΟῸΩῺ"},
    {0x0301, U"AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ\u00A8\u0385ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηή"
     U"ιίϋΰοόυύωώϒϓГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴ"
     U"ἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤὡὥὨὬὩὭ\u1FBF\u1FCE\u1FFE\u1FDE"},
    {0x0302, U"AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"},
    {0x0303, U"AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"},
    {0x0304, U"AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ"},
    {0x0306, U"AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ"},
    {0x0307, U"CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"},
    {0x0308, U"AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅ"
     U"XẌxẍtẗ"},
    {0x0309, U"AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"}, {0x030a, U"AÅaåUŮuůwẘyẙ"}, {0x030b, U"OŐoőUŰuűУӲуӳ"},
    {0x030c, U"CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"},
    {0x030f, U"AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"}, {0x0311, U"AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"},
    {0x0313, U"αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ"}, {0x0314, U"αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ"}, {0x031b, U"OƠoơUƯuư"},
    {0x0323, U"BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"},
    {0x0324, U"UṲuṳ"}, {0x0325, U"AḀaḁ"}, {0x0326, U"SȘsșTȚtț"},
    {0x0327, U"CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"}, {0x0328, U"AĄaąEĘeęIĮiįUŲuųOǪoǫ"},
    {0x032d, U"DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"}, {0x032e, U"HḪhḫ"}, {0x0330, U"EḚeḛIḬiḭUṴuṵ"},
    {0x0331, U"BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"},
    {0x0338, U"←↚→↛↔↮⇐⇍⇔⇎⇒⇏∃∄∈∉∋∌∣∤∥∦∼≁≃≄≅≇≈≉=≠≡≢≍≭<≮>≯≤≰≥≱≲≴≳≵≶≸≷≹≺⊀≻⊁⊂⊄⊃⊅⊆⊈⊇⊉⊢⊬⊨⊭⊩⊮⊫⊯≼⋠≽⋡⊑⋢⊒⋣⊲⋪⊳⋫⊴⋬⊵⋭"},
    {0x0342, U"ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ\u00A8\u1FC1ηῆ\u1FBF\u1FCFιῖϊῗ\u1FFE\u1FDFυῦϋῧωῶ"},
    {0x0345, U"ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈ\u1F88Ἁ\u1F89Ἂ\u1F8AἋ\u1F8BἌ\u1F8CἍ\u1F8DἎ\u1F8EἏ\u1F8FἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨ\u1F98Ἡ\u1F99"
     U"Ἢ\u1F9AἫ\u1F9BἬ\u1F9CἭ\u1F9DἮ\u1F9EἯ\u1F9FὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨ\u1FA8Ὡ\u1FA9Ὢ\u1FAAὫ\u1FABὬ\u1FACὭ\u1FADὮ\u1FAE"
     U"Ὧ\u1FAFὰᾲαᾳάᾴᾶᾷΑ\u1FBCὴῂηῃήῄῆῇΗ\u1FCCὼῲωῳώῴῶῷΩ\u1FFC"},
    {0x0653, U"\u0627\u0622"}, {0x0654, U"\u0627\u0623\u0648\u0624\u064A\u0626\u06D5\u06C0\u06C1\u06C2\u06D2\u06D3"},
    {0x0655, U"\u0627\u0625"}, {0x093c, U"नऩरऱळऴ"}, {0x09be, U"\u09C7\u09CB"}, {0x09d7, U"\u09C7\u09CC"},
    {0x0b3e, U"\u0B47\u0B4B"}, {0x0b56, U"\u0B47\u0B48"}, {0x0b57, U"\u0B47\u0B4C"},
    {0x0bbe, U"\u0BC6\u0BCA\u0BC7\u0BCB"}, {0x0bd7, U"ஒஔ\u0BC6\u0BCC"}, {0x0c56, U"\u0C46\u0C48"},
    {0x0cc2, U"\u0CC6\u0CCA"}, {0x0cd5, U"\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB"}, {0x0cd6, U"\u0CC6\u0CC8"},
    {0x0d3e, U"\u0D46\u0D4A\u0D47\u0D4B"}, {0x0d57, U"\u0D46\u0D4C"}, {0x0dca, U"\u0DD9\u0DDA\u0DDC\u0DDD"},
    {0x0dcf, U"\u0DD9\u0DDC"}, {0x0ddf, U"\u0DD9\u0DDE"}, {0x102e, U"ဥဦ"},
    {0x1b35, U"ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ\u1B3A\u1B3B\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43"},
    {0x3099, U"かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔ\u309D\u309Eカガ"
     U"キギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺ\u30FD\u30FE"},
    {0x309a, U"はぱひぴふぷへぺほぽハパヒピフプヘペホポ"}, {0x110ba, U"𑂙𑂚𑂛𑂜𑂥𑂫"},
    {0x11127, U"\U00011131\U0001112E\U00011132\U0001112F"}, {0x1133e, U"\U00011347\U0001134B"},
    {0x11357, U"\U00011347\U0001134C"}, {0x114b0, U"\U000114B9\U000114BC"}, {0x114ba, U"\U000114B9\U000114BB"},
    {0x114bd, U"\U000114B9\U000114BE"}, {0x115af, U"\U000115B8\U000115BA\U000115B9\U000115BB"},
    {0x11930, U"\U00011935\U00011938"}};

inline constexpr CombiningClass kCombiningClasses[] = {
    {1, U"\x334\5\x1CD4\1\x1CE2\7\x20D2\2\x20D8\3\x20E5\2\x20EA\2\x10A39\1\x16AF0\5\x1BC9E\1\x1D167\3"},
    {6, U"\x16FF0\2"},
    {7, U"\x93C\1\x9BC\1\xA3C\1\xABC\1\xB3C\1\xC3C\1\xCBC\1\x1037\1\x1B34\1\x1BE6\1\x1C37\1\xA9B3\1\x110BA\1\x11173\1"
     U"\x111CA\1\x11236\1\x112E9\1\x1133B\2\x11446\1\x114C3\1\x115C0\1\x116B7\1\x1183A\1\x11943\1\x11D42\1\x1E94A\1"},
    {8, U"\x3099\2"},
    {9, U"\x94D\1\x9CD\1\xA4D\1\xACD\1\xB4D\1\xBCD\1\xC4D\1\xCCD\1\xD3B\2\xD4D\1\xDCA\1\xE3A\1\xEBA\1\xF84\1\x1039\2"
     U"\x1714\2\x1734\1\x17D2\1\x1A60\1\x1B44\1\x1BAA\2\x1BF2\2\x2D7F\1\xA806\1\xA82C\1\xA8C4\1\xA953\1\xA9C0\1"
     U"\xAAF6\1\xABED\1\x10A3F\1\x11046\1\x11070\1\x1107F\1\x110B9\1\x11133\2\x111C0\1\x11235\1\x112EA\1\x1134D\1"
     U"\x11442\1\x114C2\1\x115BF\1\x1163F\1\x116B6\1\x1172B\1\x11839\1\x1193D\2\x119E0\1\x11A34\1\x11A47\1\x11A99\1"
     U"\x11C3F\1\x11D44\2\x11D97\1"},
    {10, U"\x5B0\1"}, {11, U"\x5B1\1"}, {12, U"\x5B2\1"}, {13, U"\x5B3\1"}, {14, U"\x5B4\1"}, {15, U"\x5B5\1"},
    {16, U"\x5B6\1"}, {17, U"\x5B7\1"}, {18, U"\x5B8\1\x5C7\1"}, {19, U"\x5B9\2"}, {20, U"\x5BB\1"}, {21, U"\x5BC\1"},
    {22, U"\x5BD\1"}, {23, U"\x5BF\1"}, {24, U"\x5C1\1"}, {25, U"\x5C2\1"}, {26, U"\xFB1E\1"}, {27, U"\x64B\1\x8F0\1"},
    {28, U"\x64C\1\x8F1\1"}, {29, U"\x64D\1\x8F2\1"}, {30, U"\x618\1\x64E\1"}, {31, U"\x619\1\x64F\1"},
    {32, U"\x61A\1\x650\1"}, {33, U"\x651\1"}, {34, U"\x652\1"}, {35, U"\x670\1"}, {36, U"\x711\1"}, {84, U"\xC55\1"},
    {91, U"\xC56\1"}, {103, U"\xE38\2"}, {107, U"\xE48\4"}, {118, U"\xEB8\2"}, {122, U"\xEC8\4"}, {129, U"\xF71\1"},
    {130, U"\xF72\1\xF7A\4\xF80\1"}, {132, U"\xF74\1"}, {202, U"\x321\2\x327\2\x1DD0\1"}, {214, U"\x1DCE\1"},
    {216, U"\x31B\1\xF39\1\x1D165\2\x1D16E\5"}, {218, U"\x1DFA\1\x302A\1"},
    {220, U"\x316\4\x31C\5\x323\4\x329\13\x339\4\x347\3\x34D\2\x353\4\x359\2\x591\1\x596\1\x59B\1\x5A2\6\x5AA\1\x5C5\1"
     U"\x655\2\x65C\1\x65F\1\x6E3\1\x6EA\1\x6ED\1\x731\1\x734\1\x737\3\x73B\2\x73E\1\x742\1\x744\1\x746\1\x748\1"
     U"\x7F2\1\x7FD\1\x859\3\x899\3\x8CF\5\x8E3\1\x8E6\1\x8E9\1\x8ED\3\x8F6\1\x8F9\2\x952\1\xF18\2\xF35\1\xF37\1"
     U"\xFC6\1\x108D\1\x193B\1\x1A18\1\x1A7F\1\x1AB5\6\x1ABD\1\x1ABF\2\x1AC3\2\x1ACA\1\x1B6C\1\x1CD5\5\x1CDC\4\x1CED\1"
     U"\x1DC2\1\x1DCA\1\x1DCF\1\x1DF9\1\x1DFD\1\x1DFF\1\x20E8\1\x20EC\4\xA92B\3\xAAB4\1\xFE27\7\x101FD\1\x102E0\1"
     U"\x10A0D\1\x10A3A\1\x10AE6\1\x10F46\2\x10F4B\1\x10F4D\4\x10F83\1\x10F85\1\x1D17B\10\x1D18A\2\x1E8D0\7"},
    {222, U"\x59A\1\x5AD\1\x1939\1\x302D\1"}, {224, U"\x302E\2"}, {226, U"\x1D16D\1"},
    {228, U"\x5AE\1\x18A9\1\x1DF7\2\x302B\1"},
    {230, U"\x300\25\x33D\10\x346\1\x34A\3\x350\3\x357\1\x35B\1\x363\15\x483\5\x592\4\x597\3\x59C\6\x5A8\2\x5AB\2"
     U"\x5AF\1\x5C4\1\x610\10\x653\2\x657\5\x65D\2\x6D6\7\x6DF\4\x6E4\1\x6E7\2\x6EB\2\x730\1\x732\2\x735\2\x73A\1"
     U"\x73D\1\x73F\3\x743\1\x745\1\x747\1\x749\2\x7EB\7\x7F3\1\x816\4\x81B\11\x825\3\x829\5\x898\1\x89C\4\x8CA\5"
     U"\x8D4\16\x8E4\2\x8E7\2\x8EA\3\x8F3\3\x8F7\2\x8FB\5\x951\1\x953\2\x9FE\1\xF82\2\xF86\2\x135D\3\x17DD\1\x193A\1"
     U"\x1A17\1\x1A75\10\x1AB0\5\x1ABB\2\x1AC1\2\x1AC5\5\x1ACB\4\x1B6B\1\x1B6D\7\x1CD0\3\x1CDA\2\x1CE0\1\x1CF4\1"
     U"\x1CF8\2\x1DC0\2\x1DC3\7\x1DCB\2\x1DD1\45\x1DFB\1\x1DFE\1\x20D0\2\x20D4\4\x20DB\2\x20E1\1\x20E7\1\x20E9\1"
     U"\x20F0\1\x2CEF\3\x2DE0\40\xA66F\1\xA674\12\xA69E\2\xA6F0\2\xA8E0\22\xAAB0\1\xAAB2\2\xAAB7\2\xAABE\2\xAAC1\1"
     U"\xFE20\7\xFE2E\2\x10376\5\x10A0F\1\x10A38\1\x10AE5\1\x10D24\4\x10EAB\2\x10F48\3\x10F4C\1\x10F82\1\x10F84\1"
     U"\x11100\3\x11366\7\x11370\5\x1145E\1\x16B30\7\x1D185\5\x1D1AA\4\x1D242\3\x1E000\7\x1E008\21\x1E01B\7\x1E023\2"
     U"\x1E026\5\x1E130\7\x1E2AE\1\x1E2EC\4\x1E944\6"},
    {232, U"\x315\1\x31A\1\x358\1\x1DF6\1\x302C\1"}, {233, U"\x35C\1\x35F\1\x362\1\x1DFC\1"},
    {234, U"\x35D\2\x360\2\x1DCD\1"}, {240, U"\x345\1"}};

inline constexpr Replacements kReplacements[] = {
    {0x0340, U"\u0300\u0301"}, {0x0343, U"\u0313"}, {0x0374, U"\u02B9"}, {0x037e, U";"}, {0x0387, U"\u00B7"},
    {0x1f71, U"ά"}, {0x1f73, U"έ"}, {0x1f75, U"ή"}, {0x1f77, U"ί"}, {0x1f79, U"ό"}, {0x1f7b, U"ύ"}, {0x1f7d, U"ώ"},
    {0x1fbb, U"Ά"}, {0x1fbe, U"ι"}, {0x1fc9, U"Έ"}, {0x1fcb, U"Ή"}, {0x1fd3, U"ΐ"}, {0x1fdb, U"Ί"}, {0x1fe3, U"ΰ"},
    {0x1feb, U"Ύ"}, {0x1fee, U"\u0385`"}, {0x1ff9, U"Ό"}, {0x1ffb, U"Ώ"}, {0x1ffd, U"\u00B4"},
    {0x2000, U"\u2002\u2003"}, {0x2126, U"Ω"}, {0x212a, U"KÅ"}, {0x2329, U"\u3008\u3009"},
    {0xf900, U"豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐"
     U"盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數"
     U"索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂"
     U"說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪"
     U"律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀"},
    {0xfa10, U"塚"}, {0xfa12, U"晴"}, {0xfa15, U"凞猪益礼神祥福靖精羽"}, {0xfa20, U"蘒"}, {0xfa22, U"諸"},
    {0xfa25, U"逸都"},
    {0xfa2a, U"飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭"
     U"艹艹著褐視謁謹賓贈辶逸難響頻恵𤋮舘"},
    {0xfa70, U"並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆"
     U"画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎"},
    {0x2f800, U"丽丸乁𠄢你侮侻倂偺備僧像㒞𠘺免兔兤具𠔜㒹內再𠕋冗冤仌冬况𩇟凵刃㓟刻剆割剷㔕勇勉勤勺包匆北卉卑博即卽卿卿"
     U"卿𠨬灰及叟𠭣叫叱吆咞吸呈周咢哶唐啓啣善善喙喫喳嗂圖嘆圗噑噴切壮城埴堍型堲報墬𡓤売壷夆多夢奢𡚨𡛪姬娛娧姘婦㛮㛼嬈"
     U"嬾嬾𡧈寃寘寧寳𡬘寿将当尢㞁屠屮峀岍𡷤嵃𡷦嵮嵫嵼巡巢㠯巽帨帽幩㡢𢆃㡼庰庳庶廊𪎒廾𢌱𢌱舁弢弢㣇𣊸𦇚形彫㣣徚忍志忹悁"
     U"㤺㤜悔𢛔惇慈慌慎慌慺憎憲憤憯懞懲懶成戛扝抱拔捐𢬌挽拼捨掃揤𢯱搢揅掩㨮摩摾撝摷㩬敏敬𣀊旣書晉㬙暑㬈㫤冒冕最暜肭䏙"
     U"朗望朡杞杓𣏃㭉柺枅桒梅𣑭梎栟椔㮝楂榣槪檨𣚣櫛㰘次𣢧歔㱎歲殟殺殻𣪍𡴋𣫺汎𣲼沿泍汧洖派海流浩浸涅𣴞洴港湮㴳滋滇𣻑淹"
     U"潮𣽞𣾎濆瀹瀞瀛㶖灊災灷炭𠔥煅𤉣熜𤎫爨爵牐𤘈犀犕𤜵𤠔獺王㺬玥㺸㺸瑇瑜瑱璅瓊㼛甤𤰶甾𤲒異𢆟瘐𤾡𤾸𥁄㿼䀈直𥃳𥃲𥄙𥄳眞"
     U"真真睊䀹瞋䁆䂖𥐝硎碌磌䃣𥘦祖𥚚𥛅福秫䄯穀穊穏𥥼𥪧𥪧竮䈂𥮫篆築䈧𥲀糒䊠糨糣紀𥾆絣䌁緇縂繅䌴𦈨𦉇䍙𦋙罺𦌾羕翺者𦓚𦔣"
     U"聠𦖨聰𣍟䏕育脃䐋脾媵𦞧𦞵𣎓𣎜舁舄辞䑫芑芋芝劳花芳芽苦𦬼若茝荣莭茣莽菧著荓菊菌菜𦰶𦵫𦳕䔫蓱蓳蔖𧏊蕤𦼬䕝䕡𦾱𧃒䕫虐"
     U"虜虧虩蚩蚈蜎蛢蝹蜨蝫螆䗗蟡蠁䗹衠衣𧙧裗裞䘵裺㒻𧢮𧥦䚾䛇誠諭變豕𧲨貫賁贛起𧼯𠠄跋趼跰𠣞軔輸𨗒𨗭邔郱鄑𨜮鄛鈸鋗鋘鉼"
     U"鏹鐕𨯺開䦕閷𨵷䧦雃嶲霣𩅅𩈚䩮䩶韠𩐊䪲𩒖頋頋頩𩖶飢䬳餩馧駂駾䯎𩬰鬒鱀鳽䳎䳭鵧𪃎䳸𪄅𪈎𪊑麻䵖黹黾鼅鼏鼖鼻𪘀"}};

// What is not composed again: the whole and its two parts.
inline constexpr std::u32string_view kSplits =
    U"\x344\x308\x301\x958\x915\x93C\x959\x916\x93C\x95A\x917\x93C\x95B\x91C\x93C\x95C\x921\x93C\x95D\x922\x93C"
    U"\x95E\x92B\x93C\x95F\x92F\x93C\x9DC\x9A1\x9BC\x9DD\x9A2\x9BC\x9DF\x9AF\x9BC\xA33\xA32\xA3C\xA36\xA38\xA3C"
    U"\xA59\xA16\xA3C\xA5A\xA17\xA3C\xA5B\xA1C\xA3C\xA5E\xA2B\xA3C\xB5C\xB21\xB3C\xB5D\xB22\xB3C\xF43\xF42\xFB7"
    U"\xF4D\xF4C\xFB7\xF52\xF51\xFB7\xF57\xF56\xFB7\xF5C\xF5B\xFB7\xF69\xF40\xFB5\xF73\xF71\xF72\xF75\xF71\xF74"
    U"\xF76\xFB2\xF80\xF78\xFB3\xF80\xF81\xF71\xF80\xF93\xF92\xFB7\xF9D\xF9C\xFB7\xFA2\xFA1\xFB7\xFA7\xFA6\xFB7"
    U"\xFAC\xFAB\xFB7\xFB9\xF90\xFB5\x2ADC\x2ADD\x338\xFB1D\x5D9\x5B4\xFB1F\x5F2\x5B7\xFB2A\x5E9\x5C1\xFB2B\x5E9\x5C2"
    U"\xFB2C\xFB49\x5C1\xFB2D\xFB49\x5C2\xFB2E\x5D0\x5B7\xFB2F\x5D0\x5B8\xFB30\x5D0\x5BC\xFB31\x5D1\x5BC"
    U"\xFB32\x5D2\x5BC\xFB33\x5D3\x5BC\xFB34\x5D4\x5BC\xFB35\x5D5\x5BC\xFB36\x5D6\x5BC\xFB38\x5D8\x5BC\xFB39\x5D9\x5BC"
    U"\xFB3A\x5DA\x5BC\xFB3B\x5DB\x5BC\xFB3C\x5DC\x5BC\xFB3E\x5DE\x5BC\xFB40\x5E0\x5BC\xFB41\x5E1\x5BC\xFB43\x5E3\x5BC"
    U"\xFB44\x5E4\x5BC\xFB46\x5E6\x5BC\xFB47\x5E7\x5BC\xFB48\x5E8\x5BC\xFB49\x5E9\x5BC\xFB4A\x5EA\x5BC\xFB4B\x5D5\x5B9"
    U"\xFB4C\x5D1\x5BF\xFB4D\x5DB\x5BF\xFB4E\x5E4\x5BF\x1D15E\x1D157\x1D165\x1D15F\x1D158\x1D165\x1D160\x1D15F\x1D16E"
    U"\x1D161\x1D15F\x1D16F\x1D162\x1D15F\x1D170\x1D163\x1D15F\x1D171\x1D164\x1D15F\x1D172\x1D1BB\x1D1B9\x1D165"
    U"\x1D1BC\x1D1BA\x1D165\x1D1BD\x1D1BB\x1D16E\x1D1BE\x1D1BC\x1D16E\x1D1BF\x1D1BB\x1D16F\x1D1C0\x1D1BC\x1D16F";

}  // namespace statusgen
